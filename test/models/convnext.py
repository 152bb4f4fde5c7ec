"""ConvNeXt: wide depthwise convolutions, layer norm over the channels, layer scale and stochastic depth."""
# entry: ConvNeXt(5, depths=(1, 2), widths=(8, 12))
# inputs: float32[2,3,32,32]
from typing import Sequence

import torch
import torch.nn.functional as F
from torch import nn


class StochasticDepth(nn.Module):
    """Leaves the residual branch out for some of the samples of a batch."""

    def __init__(self, rate: float):
        super().__init__()
        self.drop_rate = rate

    def forward(self, branch):
        if not self.training or self.drop_rate == 0.0:
            return branch
        keep = 1 - self.drop_rate
        mask = torch.rand(branch.size(0), *[1] * (branch.dim() - 1), device=branch.device) < keep
        return branch * mask.to(branch.dtype) / keep


class ChannelNorm(nn.Module):
    """LayerNorm over the channels of images, which come first or last."""

    def __init__(self, channels, eps=1e-6, last=True):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.channels, self.eps, self.last = channels, eps, last

    def forward(self, x):
        if self.last:
            return F.layer_norm(x, (self.channels,), self.weight, self.bias, self.eps)
        mean = x.mean(1, keepdim=True)
        variance = (x - mean).square().mean(1, keepdim=True)
        x = (x - mean) * torch.rsqrt(variance + self.eps)
        return x * self.weight[:, None, None] + self.bias[:, None, None]


class Block(nn.Module):
    def __init__(self, width, rate=0.0, scale=1e-6):
        super().__init__()
        self.depthwise = nn.Conv2d(width, width, kernel_size=7, padding=3, groups=width)
        self.norm = ChannelNorm(width)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))
        self.scale = nn.Parameter(scale * torch.ones(width), requires_grad=True) if scale > 0 else None
        self.drop = StochasticDepth(rate) if rate > 0.0 else nn.Identity()

    def forward(self, x):
        y = self.depthwise(x).permute(0, 2, 3, 1)
        y = self.mlp(self.norm(y))
        if self.scale is not None:
            y = self.scale * y
        return x + self.drop(y.permute(0, 3, 1, 2))


class ConvNeXt(nn.Module):
    def __init__(self, num_classes: int = 10, depths: Sequence[int] = (3, 3, 9), widths: Sequence[int] = (32, 64, 128),
                 drop_rate: float = 0.1):
        super().__init__()
        self.num_stages = len(depths)
        rates = [r.item() for r in torch.linspace(0, drop_rate, sum(depths))]
        inputs, start = 3, 0
        for i, (depth, width) in enumerate(zip(depths, widths)):
            patch = 4 if i == 0 else 2
            down = [nn.Conv2d(inputs, width, kernel_size=patch, stride=patch)]
            # the stem normalises what it made, the others what they are given
            down.insert(len(down) if i == 0 else 0, ChannelNorm(width if i == 0 else inputs, last=False))
            blocks = [Block(width, rate) for rate in rates[start:start + depth]]
            setattr(self, f"down{i}", nn.Sequential(*down))
            setattr(self, f"stage{i}", nn.Sequential(*blocks))
            inputs, start = width, start + depth
        self.norm = nn.LayerNorm(widths[-1], eps=1e-6)
        self.head = nn.Linear(widths[-1], num_classes)
        self.apply(self._init_weights)
        self.head.weight.data.mul_(0.1)

    def _init_weights(self, module):
        if isinstance(module, (nn.Conv2d, nn.Linear)):
            nn.init.trunc_normal_(module.weight, std=0.02)
            nn.init.zeros_(module.bias)

    def forward(self, x):
        for i in range(self.num_stages):
            x = getattr(self, f"down{i}")(x)
            x = getattr(self, f"stage{i}")(x)
        return self.head(self.norm(x.mean([-2, -1])))
