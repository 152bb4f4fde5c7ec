"""NeRF: a radiance field as an MLP over encoded positions and directions, rendered along rays."""
# entry: VolumeRenderer(RadianceField(depth=4, width=32, skips=[2]), num_samples=6)
# inputs: float32[5,3], float32[5,3]
import torch
import torch.nn as nn
import torch.nn.functional as F


class Encoding:
    """sin and cos of the coordinates at growing frequencies, behind the coordinates themselves."""

    def __init__(self, input_dims, num_freqs, log_sampling=True):
        if log_sampling:
            bands = 2. ** torch.linspace(0., num_freqs - 1, steps=num_freqs)
        else:
            bands = torch.linspace(1., 2. ** (num_freqs - 1), num_freqs)
        self.functions = [lambda x: x]
        for band in bands:
            for fn in (torch.sin, torch.cos):
                self.functions.append(lambda x, fn=fn, band=band: fn(x * band))
        self.out_dims = input_dims * len(self.functions)

    def __call__(self, x):
        return torch.cat([fn(x) for fn in self.functions], -1)


class RadianceField(nn.Module):
    def __init__(self, depth=8, width=256, skips=[4]):
        super(RadianceField, self).__init__()
        self.skips = skips
        self.encode_points = Encoding(3, 4)
        self.encode_dirs = Encoding(3, 2, log_sampling=False)
        points, dirs = self.encode_points.out_dims, self.encode_dirs.out_dims

        self.point_layers = nn.ModuleList(
            [nn.Linear(points, width)] +
            [nn.Linear(width + points if i in skips else width, width) for i in range(depth - 1)])
        self.density = nn.Linear(width, 1)
        self.features = nn.Linear(width, width)
        self.color = nn.Sequential(nn.Linear(width + dirs, width // 2), nn.ReLU(), nn.Linear(width // 2, 3))

    def forward(self, points, dirs):
        encoded = self.encode_points(points)
        h = encoded
        for i, layer in enumerate(self.point_layers):
            h = F.relu(layer(h))
            if i in self.skips:
                h = torch.cat([encoded, h], -1)
        color = self.color(torch.cat([self.features(h), self.encode_dirs(dirs)], -1))
        return torch.cat([color, self.density(h)], -1)


def composite(raw, depths, rays, white_background=False):
    """Colour, disparity and opacity of each ray."""
    to_alpha = lambda raw, dists, act=F.relu: 1. - torch.exp(-act(raw) * dists)

    dists = depths[..., 1:] - depths[..., :-1]
    dists = torch.cat([dists, torch.Tensor([1e10]).expand(dists[..., :1].shape)], -1)
    dists = dists * torch.norm(rays[..., None, :], dim=-1)

    rgb = torch.sigmoid(raw[..., :3])
    alpha = to_alpha(raw[..., 3], dists)
    clear = torch.cat([torch.ones((alpha.shape[0], 1)), 1. - alpha + 1e-10], -1)
    weights = alpha * torch.cumprod(clear, -1)[:, :-1]

    color = torch.sum(weights[..., None] * rgb, -2)
    depth = torch.sum(weights * depths, -1)
    opacity = torch.sum(weights, -1)
    disparity = 1. / torch.max(1e-10 * torch.ones_like(depth), depth / opacity)
    if white_background:
        color = color + (1. - opacity[..., None])
    return color, disparity, opacity


class VolumeRenderer(nn.Module):
    def __init__(self, field, num_samples=64, near=2., far=6.):
        super().__init__()
        self.field = field
        self.num_samples, self.near, self.far = num_samples, near, far

    def forward(self, origins, rays):
        n = origins.shape[0]
        dirs = rays / torch.norm(rays, dim=-1, keepdim=True)
        t = torch.linspace(0., 1., steps=self.num_samples)
        depths = (self.near * (1. - t) + self.far * t).expand([n, self.num_samples])

        points = origins[..., None, :] + rays[..., None, :] * depths[..., :, None]
        dirs = dirs[:, None].expand(points.shape)
        raw = self.field(torch.reshape(points, [-1, 3]), torch.reshape(dirs, [-1, 3]))
        raw = torch.reshape(raw, list(points.shape[:-1]) + [raw.shape[-1]])
        color, disparity, opacity = composite(raw, depths, rays)
        return {'color': color, 'disparity': disparity, 'opacity': opacity}
