"""Point clouds: farthest points, ball query, grouping, three-nearest interpolation, knn graphs."""
# entry: PointNet2(4)
# inputs: float32[2,12,3]
import torch
import torch.nn as nn
import torch.nn.functional as F


def square_distance(src, dst):
    B, N, _ = src.shape
    _, M, _ = dst.shape
    dist = -2 * torch.matmul(src, dst.permute(0, 2, 1))
    dist += torch.sum(src ** 2, -1).view(B, N, 1)
    dist += torch.sum(dst ** 2, -1).view(B, 1, M)
    return dist


def index_points(points, idx):
    device = points.device
    B = points.shape[0]
    view_shape = list(idx.shape)
    view_shape[1:] = [1] * (len(view_shape) - 1)
    repeat_shape = list(idx.shape)
    repeat_shape[0] = 1
    batch_indices = torch.arange(B, dtype=torch.long).to(device).view(view_shape).repeat(repeat_shape)
    return points[batch_indices, idx, :]


def farthest_point_sample(xyz, npoint):
    device = xyz.device
    B, N, C = xyz.shape
    centroids = torch.zeros(B, npoint, dtype=torch.long).to(device)
    distance = torch.ones(B, N).to(device) * 1e10
    farthest = torch.zeros(B, dtype=torch.long).to(device)
    batch_indices = torch.arange(B, dtype=torch.long).to(device)
    for i in range(npoint):
        centroids[:, i] = farthest
        centroid = xyz[batch_indices, farthest, :].view(B, 1, 3)
        dist = torch.sum((xyz - centroid) ** 2, -1)
        mask = dist < distance
        distance[mask] = dist[mask]
        farthest = torch.max(distance, -1)[1]
    return centroids


def query_ball_point(radius, nsample, xyz, new_xyz):
    B, N, C = xyz.shape
    _, S, _ = new_xyz.shape
    group_idx = torch.arange(N, dtype=torch.long).view(1, 1, N).repeat([B, S, 1])
    sqrdists = square_distance(new_xyz, xyz)
    group_idx[sqrdists > radius ** 2] = N
    group_idx = group_idx.sort(dim=-1)[0][:, :, :nsample]
    group_first = group_idx[:, :, 0].view(B, S, 1).repeat([1, 1, nsample])
    mask = group_idx == N
    group_idx[mask] = group_first[mask]
    return group_idx


class PointNetSetAbstraction(nn.Module):
    def __init__(self, npoint, radius, nsample, in_channel, mlp):
        super().__init__()
        self.npoint, self.radius, self.nsample = npoint, radius, nsample
        self.mlp_convs = nn.ModuleList()
        self.mlp_bns = nn.ModuleList()
        last_channel = in_channel
        for out_channel in mlp:
            self.mlp_convs.append(nn.Conv2d(last_channel, out_channel, 1))
            self.mlp_bns.append(nn.BatchNorm2d(out_channel))
            last_channel = out_channel

    def forward(self, xyz):
        fps_idx = farthest_point_sample(xyz, self.npoint)
        new_xyz = index_points(xyz, fps_idx)
        idx = query_ball_point(self.radius, self.nsample, xyz, new_xyz)
        grouped = index_points(xyz, idx) - new_xyz.view(xyz.shape[0], self.npoint, 1, 3)
        grouped = grouped.permute(0, 3, 2, 1)
        for i, conv in enumerate(self.mlp_convs):
            bn = self.mlp_bns[i]
            grouped = F.relu(bn(conv(grouped)))
        return new_xyz, torch.max(grouped, 2)[0].permute(0, 2, 1)


def knn(x, k):
    inner = -2 * torch.matmul(x.transpose(2, 1), x)
    xx = torch.sum(x ** 2, dim=1, keepdim=True)
    pairwise_distance = -xx - inner - xx.transpose(2, 1)
    return pairwise_distance.topk(k=k, dim=-1)[1]


class PointNet2(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.sa = PointNetSetAbstraction(5, 1.5, 4, 3, [6, 8])
        self.edge = nn.Sequential(nn.Conv2d(6, 8, kernel_size=1, bias=False), nn.BatchNorm2d(8), nn.LeakyReLU(negative_slope=0.2))
        self.fp = nn.Conv1d(8, 8, 1)
        self.head = nn.Sequential(nn.Conv1d(16, 8, 1), nn.Dropout(0.4), nn.Conv1d(8, classes, 1))

    def forward(self, xyz):
        new_xyz, feats = self.sa(xyz)
        dists = square_distance(xyz, new_xyz)
        dists, idx = dists.sort(dim=-1)
        dists, idx = dists[:, :, :3], idx[:, :, :3]
        dist_recip = 1.0 / (dists.clamp(min=0) + 1e-8)
        weight = dist_recip / torch.sum(dist_recip, dim=2, keepdim=True)
        interp = torch.sum(index_points(feats, idx) * weight.view(xyz.shape[0], -1, 3, 1), dim=2)
        x = xyz.transpose(1, 2).contiguous()
        B, C, N = x.size()
        idx = knn(x, 3)
        base = torch.arange(0, B, device=x.device).view(-1, 1, 1) * N
        idx = (idx + base).view(-1)
        xt = x.transpose(2, 1).contiguous()
        feature = xt.view(B * N, -1)[idx, :].view(B, N, 3, C)
        xt = xt.view(B, N, 1, C).repeat(1, 1, 3, 1)
        feature = torch.cat((feature - xt, xt), dim=3).permute(0, 3, 1, 2).contiguous()
        e = self.edge(feature).max(dim=-1, keepdim=False)[0]
        h = self.fp(interp.permute(0, 2, 1))
        out = self.head(torch.cat([h, e], 1))
        return F.log_softmax(out, dim=1).transpose(2, 1)
