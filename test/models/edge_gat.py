"""Graph attention over a list of edges: scores per edge, a softmax over each node's neighbours, sums by index_add."""
# entry: GAT(6, 4, 3, heads=2)
# inputs: float32[5,6], int64[2,14]<5
import torch
import torch.nn as nn
import torch.nn.functional as F


def scatter_sum(src, index, dim_size):
    out = torch.zeros(dim_size, *src.shape[1:], dtype=src.dtype, device=src.device)
    return out.index_add(0, index, src)


def edge_softmax(scores, index, num_nodes):
    scores = (scores - scores.max()).exp()
    denom = scatter_sum(scores, index, num_nodes)
    return scores / (denom.index_select(0, index) + 1e-16)


class GATLayer(nn.Module):
    def __init__(self, in_dim, out_dim, heads=1, concat=True, negative_slope=0.2, dropout=0.0):
        super().__init__()
        self.heads = heads
        self.out_dim = out_dim
        self.concat = concat
        self.negative_slope = negative_slope
        self.dropout = dropout
        self.lin = nn.Linear(in_dim, heads * out_dim, bias=False)
        self.att_src = nn.Parameter(torch.Tensor(1, heads, out_dim))
        self.att_dst = nn.Parameter(torch.Tensor(1, heads, out_dim))
        self.bias = nn.Parameter(torch.Tensor(heads * out_dim if concat else out_dim))
        self.reset_parameters()

    def reset_parameters(self):
        gain = nn.init.calculate_gain('relu')
        nn.init.xavier_normal_(self.lin.weight, gain=gain)
        nn.init.xavier_normal_(self.att_src, gain=gain)
        nn.init.xavier_normal_(self.att_dst, gain=gain)
        nn.init.zeros_(self.bias)

    def forward(self, x, edge_index):
        src, dst = edge_index
        N = x.size(0)
        h = self.lin(x).view(N, self.heads, self.out_dim)
        alpha_src = (h * self.att_src).sum(dim=-1)
        alpha_dst = (h * self.att_dst).sum(dim=-1)
        e = F.leaky_relu(alpha_src[src] + alpha_dst[dst], self.negative_slope)
        alpha = edge_softmax(e, dst, N)
        alpha = F.dropout(alpha, p=self.dropout, training=self.training)
        out = scatter_sum(h[src] * alpha.unsqueeze(-1), dst, N)
        out = out.flatten(1) if self.concat else out.mean(dim=1)
        return out + self.bias


class GAT(nn.Module):
    def __init__(self, in_dim, hidden, num_classes, heads=4):
        super().__init__()
        self.gat1 = GATLayer(in_dim, hidden, heads=heads)
        self.gat2 = GATLayer(hidden * heads, num_classes, heads=1, concat=False)

    def forward(self, x, edge_index):
        loops = torch.arange(x.size(0), device=x.device).unsqueeze(0).repeat(2, 1)
        edge_index = torch.cat([edge_index, loops], dim=1)
        x = F.elu(self.gat1(x, edge_index))
        x = self.gat2(x, edge_index)
        return F.log_softmax(x, dim=-1)
