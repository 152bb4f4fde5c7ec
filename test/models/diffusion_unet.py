"""DenoisingUNet: predicts noise from a noisy image and its time step, with two kinds of attention."""
# entry: DenoisingUNet(8, mults=(1, 2), channels=1)
# inputs: float32[2,1,16,16], int64[2]<100
import math
from functools import partial
from inspect import isfunction

import torch
from torch import nn, einsum
import torch.nn.functional as F


def default(value, otherwise):
    if value is not None:
        return value
    return otherwise() if isfunction(otherwise) else otherwise


class Residual(nn.Module):
    def __init__(self, fn):
        super().__init__()
        self.fn = fn

    def forward(self, x, *args, **kwargs):
        return x + self.fn(x, *args, **kwargs)


class PreNorm(nn.Module):
    def __init__(self, dim, fn):
        super().__init__()
        self.norm = nn.GroupNorm(1, dim)
        self.fn = fn

    def forward(self, x):
        return self.fn(self.norm(x))


class TimeEmbedding(nn.Module):
    def __init__(self, dim, theta=10000):
        super().__init__()
        self.half, self.theta = dim // 2, theta

    def forward(self, t):
        rate = math.log(self.theta) / (self.half - 1)
        freqs = torch.exp(torch.arange(self.half, device=t.device) * -rate)
        angles = t[:, None] * freqs[None, :]
        return torch.cat((angles.sin(), angles.cos()), dim=-1)


class Block(nn.Module):
    def __init__(self, dim, dim_out, groups=8):
        super().__init__()
        self.conv = nn.Conv2d(dim, dim_out, 3, padding=1)
        self.norm = nn.GroupNorm(groups, dim_out)
        self.act = nn.SiLU()

    def forward(self, x, scale_shift=None):
        x = self.norm(self.conv(x))
        if scale_shift is not None:
            scale, shift = scale_shift
            x = x * (scale + 1) + shift
        return self.act(x)


class ResBlock(nn.Module):
    def __init__(self, dim, dim_out, *, time_dim=None, groups=8):
        super().__init__()
        self.time = nn.Sequential(nn.SiLU(), nn.Linear(time_dim, dim_out * 2)) if time_dim is not None else None
        self.block1 = Block(dim, dim_out, groups=groups)
        self.block2 = Block(dim_out, dim_out, groups=groups)
        self.skip = nn.Conv2d(dim, dim_out, 1) if dim != dim_out else nn.Identity()

    def forward(self, x, t=None):
        scale_shift = None
        if self.time is not None and t is not None:
            t = self.time(t)
            scale_shift = t[:, :, None, None].chunk(2, dim=1)
        return self.block2(self.block1(x, scale_shift=scale_shift)) + self.skip(x)


class Attention(nn.Module):
    def __init__(self, dim, heads=4, dim_head=8):
        super().__init__()
        self.heads, self.scale = heads, dim_head ** -0.5
        self.to_qkv = nn.Conv2d(dim, heads * dim_head * 3, 1, bias=False)
        self.to_out = nn.Conv2d(heads * dim_head, dim, 1)

    def forward(self, x):
        b, c, h, w = x.shape
        qkv = self.to_qkv(x).chunk(3, dim=1)
        q, k, v = map(lambda t: t.reshape(b, self.heads, -1, h * w), qkv)
        sim = einsum('b h d i, b h d j -> b h i j', q * self.scale, k)
        sim = sim - sim.amax(dim=-1, keepdim=True).detach()
        attn = sim.softmax(dim=-1)
        out = einsum('b h i j, b h d j -> b h i d', attn, v)
        return self.to_out(out.permute(0, 1, 3, 2).reshape(b, -1, h, w))


class LinearAttention(Attention):
    """Attention whose cost grows with the number of pixels, not with its square."""

    def forward(self, x):
        b, c, h, w = x.shape
        q, k, v = [t.reshape(b, self.heads, -1, h * w) for t in self.to_qkv(x).chunk(3, dim=1)]
        q, k = q.softmax(dim=-2) * self.scale, k.softmax(dim=-1)
        context = torch.einsum('bhdn,bhen->bhde', k, v)
        out = torch.einsum('bhde,bhdn->bhen', context, q)
        return self.to_out(out.reshape(b, -1, h, w))


def downsample(dim, dim_out=None):
    return nn.Conv2d(dim, default(dim_out, dim), 4, 2, 1)


def upsample(dim, dim_out=None):
    return nn.Sequential(nn.Upsample(scale_factor=2, mode='nearest'), nn.Conv2d(dim, default(dim_out, dim), 3, padding=1))


class DenoisingUNet(nn.Module):
    def __init__(self, dim, mults=(1, 2, 4), channels=3, groups=4):
        super().__init__()
        self.init_conv = nn.Conv2d(channels, dim, 7, padding=3)
        dims = [dim, *map(lambda m: dim * m, mults)]
        pairs = list(zip(dims[:-1], dims[1:]))
        res_block = partial(ResBlock, time_dim=dim * 4, groups=groups)
        self.time = nn.Sequential(TimeEmbedding(dim), nn.Linear(dim, dim * 4), nn.GELU(), nn.Linear(dim * 4, dim * 4))

        self.downs = nn.ModuleList([])
        self.ups = nn.ModuleList([])
        for i, (dim_in, dim_out) in enumerate(pairs):
            is_last = i == len(pairs) - 1
            self.downs.append(nn.ModuleList([
                res_block(dim_in, dim_in),
                Residual(PreNorm(dim_in, LinearAttention(dim_in))),
                nn.Conv2d(dim_in, dim_out, 3, padding=1) if is_last else downsample(dim_in, dim_out),
            ]))
        self.mid1 = res_block(dims[-1], dims[-1])
        self.attn = Residual(PreNorm(dims[-1], Attention(dims[-1])))
        self.mid2 = res_block(dims[-1], dims[-1])
        for i, (dim_in, dim_out) in enumerate(reversed(pairs)):
            is_last = i == len(pairs) - 1
            self.ups.append(nn.ModuleList([
                res_block(dim_out + dim_in, dim_out),
                nn.Conv2d(dim_out, dim_in, 3, padding=1) if is_last else upsample(dim_out, dim_in),
            ]))
        self.final = nn.Conv2d(dim * 2, channels, 1)

    def forward(self, x, time):
        x = self.init_conv(x)
        r = x.clone()
        t = self.time(time)
        skips = []
        for block, attn, down in self.downs:
            x = attn(block(x, t))
            skips.append(x)
            x = down(x)

        x = self.mid2(self.attn(self.mid1(x, t)), t)

        for block, up in self.ups:
            x = torch.cat((x, skips.pop()), dim=1)
            x = up(block(x, t))
        return self.final(torch.cat((x, r), dim=1))
