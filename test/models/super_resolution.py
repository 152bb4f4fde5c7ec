"""SRNet: residual super-resolution by sub-pixel convolution, added to a bilinear baseline."""
# entry: SRNet(2)
# inputs: float32[2,3,14,18]
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor


class ResBlock(nn.Module):
    def __init__(self, n_feats: int, kernel_size: int, act=nn.ReLU(True), res_scale: float = 0.1):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(n_feats, n_feats, kernel_size, padding=(kernel_size // 2)),
            act,
            nn.Conv2d(n_feats, n_feats, kernel_size, padding=(kernel_size // 2)),
        )
        self.res_scale = res_scale

    def forward(self, x: Tensor) -> Tensor:
        res = self.body(x).mul(self.res_scale)
        return res + x


class SRNet(nn.Module):
    def __init__(self, scale: int = 2, n_feats: int = 16, n_blocks: int = 3):
        super().__init__()
        self.scale = scale
        self.register_buffer("mean", torch.tensor([0.4488, 0.4371, 0.4040]).view(1, 3, 1, 1), persistent=False)

        self.head = nn.Conv2d(3, n_feats, 3, padding=1, padding_mode="reflect")
        self.body = nn.Sequential(*[ResBlock(n_feats, 3) for _ in range(n_blocks)])
        self.tail = nn.Sequential(
            nn.Conv2d(n_feats, 3 * scale ** 2, 3, padding=1),
            nn.PixelShuffle(scale),
        )

    def forward(self, x: Tensor) -> Tensor:
        base = F.interpolate(x, scale_factor=self.scale, mode="bilinear", align_corners=False)

        h = self.head(x - self.mean)
        h = self.body(h) + h
        out = base + self.tail(h)
        return out.clamp(0, 1)
