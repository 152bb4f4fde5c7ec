"""FPN: a feature pyramid; lateral connections, top-down additions, one output per level."""
# entry: FPN([8, 16, 32], 12)
# inputs: float32[2,3,32,40]
from collections import OrderedDict
from typing import Dict, List

import torch
import torch.nn.functional as F
from torch import nn, Tensor


class Backbone(nn.Module):
    def __init__(self, channels: List[int]):
        super().__init__()
        stages = OrderedDict()
        previous = 3
        for i, width in enumerate(channels):
            stages[f"stage{i}"] = nn.Sequential(
                nn.Conv2d(previous, width, 3, stride=2, padding=1, bias=False),
                nn.BatchNorm2d(width),
                nn.ReLU(inplace=True),
            )
            previous = width
        self.stages = nn.ModuleDict(stages)

    def forward(self, x: Tensor) -> List[Tensor]:
        features = []
        for stage in self.stages.values():
            x = stage(x)
            features.append(x)
        return features


class FPN(nn.Module):
    def __init__(self, channels: List[int], out_channels: int = 256):
        super().__init__()
        self.backbone = Backbone(channels)
        self.inner_blocks = nn.ModuleList()
        self.layer_blocks = nn.ModuleList()
        for width in channels:
            self.inner_blocks.append(nn.Conv2d(width, out_channels, 1))
            self.layer_blocks.append(nn.Conv2d(out_channels, out_channels, 3, padding="same"))

        for m in [*self.inner_blocks, *self.layer_blocks]:
            nn.init.kaiming_uniform_(m.weight, a=1)
            nn.init.constant_(m.bias, 0)

    def forward(self, x: Tensor) -> Dict[str, Tensor]:
        features = self.backbone(x)

        last_inner = self.inner_blocks[-1](features[-1])
        results = [self.layer_blocks[-1](last_inner)]
        for idx in range(len(features) - 2, -1, -1):
            lateral = self.inner_blocks[idx](features[idx])
            top_down = F.interpolate(last_inner, size=lateral.shape[-2:], mode="nearest")
            last_inner = lateral + top_down
            results.insert(0, self.layer_blocks[idx](last_inner))

        # an extra level for large objects
        results.append(F.max_pool2d(results[-1], 1, 2, 0))
        return OrderedDict((f"p{i}", r) for i, r in enumerate(results))
