"""EfficientNet: inverted bottlenecks with squeeze-and-excitation, widths and depths scaled together."""
# entry: EfficientNet(width=0.5, depth=0.5, num_classes=7)
# inputs: float32[2,3,48,48]
import math
from dataclasses import dataclass, replace
from functools import partial
from typing import Callable, List, Optional

import torch
from torch import nn, Tensor


@dataclass
class Stage:
    expand: int
    kernel: int
    stride: int
    inputs: int
    outputs: int
    layers: int


STAGES = [Stage(1, 3, 1, 32, 16, 1), Stage(6, 3, 2, 16, 24, 2), Stage(6, 5, 2, 24, 40, 3)]


def round_channels(channels: float, multiple: int = 8) -> int:
    rounded = max(multiple, int(channels + multiple / 2) // multiple * multiple)
    return rounded + multiple if rounded < 0.9 * channels else rounded


class ConvBNAct(nn.Sequential):
    def __init__(self, inputs: int, outputs: int, kernel: int = 3, stride: int = 1, groups: int = 1,
                 norm: Callable[..., nn.Module] = nn.BatchNorm2d,
                 act: Optional[Callable[..., nn.Module]] = nn.SiLU) -> None:
        layers = [nn.Conv2d(inputs, outputs, kernel, stride, (kernel - 1) // 2, groups=groups, bias=False),
                  norm(outputs)]
        if act is not None:
            layers.append(act(inplace=True))
        super().__init__(*layers)


class SqueezeExcite(nn.Module):
    def __init__(self, channels: int, squeezed: int) -> None:
        super().__init__()
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.reduce = nn.Conv2d(channels, squeezed, 1)
        self.expand = nn.Conv2d(squeezed, channels, 1)
        self.act, self.gate = nn.SiLU(), nn.Sigmoid()

    def forward(self, x: Tensor) -> Tensor:
        scale = self.act(self.reduce(self.pool(x)))
        return x * self.gate(self.expand(scale))


class MBConv(nn.Module):
    def __init__(self, stage: Stage, survival: float, norm: Callable[..., nn.Module]) -> None:
        super().__init__()
        hidden = round_channels(stage.inputs * stage.expand)
        layers: List[nn.Module] = []
        if hidden != stage.inputs:
            layers.append(ConvBNAct(stage.inputs, hidden, kernel=1, norm=norm))
        layers += [
            ConvBNAct(hidden, hidden, stage.kernel, stage.stride, groups=hidden, norm=norm),
            SqueezeExcite(hidden, max(1, stage.inputs // 4)),
            ConvBNAct(hidden, stage.outputs, kernel=1, norm=norm, act=None),
        ]
        self.block = nn.Sequential(*layers)
        self.survival = survival
        self.has_shortcut = stage.stride == 1 and stage.inputs == stage.outputs

    def _drop_connect(self, x: Tensor) -> Tensor:
        if not self.training or self.survival == 1.0:
            return x
        noise = torch.empty([x.shape[0], 1, 1, 1], dtype=x.dtype, device=x.device)
        noise = noise.bernoulli_(self.survival).div_(self.survival)
        return x * noise

    def forward(self, x: Tensor) -> Tensor:
        result = self.block(x)
        if self.has_shortcut:
            result = self._drop_connect(result)
            result += x
        return result


class EfficientNet(nn.Module):
    def __init__(self, width: float = 1.0, depth: float = 1.0, dropout: float = 0.2, survival: float = 1.0,
                 num_classes: int = 1000, norm: Optional[Callable[..., nn.Module]] = None) -> None:
        super().__init__()
        if norm is None:
            norm = partial(nn.BatchNorm2d, eps=1e-3, momentum=0.01)
        stages = [replace(s, inputs=round_channels(s.inputs * width), outputs=round_channels(s.outputs * width),
                          layers=int(math.ceil(s.layers * depth))) for s in STAGES]

        blocks: List[nn.Module] = [ConvBNAct(3, stages[0].inputs, stride=2, norm=norm)]
        for stage in stages:
            for i in range(stage.layers):
                same = stage if i == 0 else replace(stage, inputs=stage.outputs, stride=1)
                blocks.append(MBConv(same, survival, norm))
        blocks.append(ConvBNAct(stages[-1].outputs, 4 * stages[-1].outputs, kernel=1, norm=norm))

        self.features = nn.Sequential(*blocks)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Sequential(nn.Dropout(p=dropout, inplace=True),
                                        nn.Linear(4 * stages[-1].outputs, num_classes))

        for m in self.modules():
            if isinstance(m, nn.Conv2d):
                nn.init.kaiming_normal_(m.weight, mode="fan_out")
                if m.bias is not None:
                    nn.init.zeros_(m.bias)
            elif isinstance(m, (nn.BatchNorm2d, nn.GroupNorm)):
                nn.init.ones_(m.weight)
                nn.init.zeros_(m.bias)
            elif isinstance(m, nn.Linear):
                bound = 1.0 / math.sqrt(m.out_features)
                nn.init.uniform_(m.weight, -bound, bound)
                nn.init.zeros_(m.bias)

    def forward(self, x: Tensor) -> Tensor:
        x = self.pool(self.features(x))
        return self.classifier(torch.flatten(x, 1))
