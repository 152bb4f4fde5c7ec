"""SRGAN: a residual generator with sub-pixel upsampling, the critic of its pictures, and a smoothness penalty."""
# entry: SRGAN(scale=4)
# inputs: float32[2,3,10,8]
import math

import torch
from torch import nn


class Residual(nn.Sequential):
    def __init__(self, channels):
        super().__init__(
            nn.Conv2d(channels, channels, kernel_size=3, padding=1, bias=False),
            nn.BatchNorm2d(channels, momentum=0.2),
            nn.PReLU(),
            nn.Conv2d(channels, channels, kernel_size=3, padding=1, bias=False),
            nn.BatchNorm2d(channels, momentum=0.2),
        )

    def forward(self, x):
        return x + super().forward(x)


def upsampler(channels, factor):
    return nn.Sequential(
        nn.Conv2d(channels, channels * factor ** 2, kernel_size=3, padding=1),
        nn.PixelShuffle(factor),
        nn.PReLU(channels),
    )


class Generator(nn.Module):
    def __init__(self, scale, channels=16, blocks=3):
        super().__init__()
        assert math.log2(scale).is_integer()
        self.head = nn.Sequential(nn.Conv2d(3, channels, kernel_size=9, padding=4), nn.PReLU())
        body = [Residual(channels) for _ in range(blocks)]
        body.append(nn.Conv2d(channels, channels, kernel_size=3, padding=1))
        body.append(nn.BatchNorm2d(channels))
        self.body = nn.Sequential(*body)
        tail = [upsampler(channels, 2) for _ in range(int(math.log(scale, 2)))]
        self.tail = nn.Sequential(*tail, nn.Conv2d(channels, 3, kernel_size=9, padding=4))

    def forward(self, x):
        x = self.head(x)
        return (torch.tanh(self.tail(x + self.body(x))) + 1) / 2


class Critic(nn.Module):
    def __init__(self, widths=(8, 16)):
        super().__init__()
        layers, inputs = [], 3
        for width in widths:
            for stride in (1, 2):
                layers += [nn.Conv2d(inputs, width, 3, stride, 1), nn.BatchNorm2d(width), nn.LeakyReLU(0.2, inplace=True)]
                inputs = width
        del layers[1]  # no norm behind the first convolution
        layers += [nn.AdaptiveAvgPool2d(1), nn.Conv2d(inputs, 32, kernel_size=1), nn.LeakyReLU(0.2), nn.Conv2d(32, 1, 1)]
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return torch.sigmoid(self.layers(x).view(x.size(0)))


class TotalVariation(nn.Module):
    def forward(self, x):
        b, _, h, w = x.size()
        rows = torch.pow(x[:, :, 1:, :] - x[:, :, :h - 1, :], 2)
        columns = torch.pow(x[:, :, :, 1:] - x[:, :, :, :w - 1], 2)
        return 2 * (rows.sum() / rows[0].numel() + columns.sum() / columns[0].numel()) / b


class SRGAN(nn.Module):
    def __init__(self, scale=4):
        super().__init__()
        self.generator = Generator(scale)
        self.critic = Critic()
        self.smoothness = TotalVariation()

    def forward(self, small):
        large = self.generator(small)
        return large, self.critic(large), self.smoothness(large)
