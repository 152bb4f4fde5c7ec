"""SENet: residual blocks whose channels are reweighted by squeeze and excitation, spelled out in full."""
# entry: SENet(16, 3)
# inputs: float32[2,1,20,20]
import torch
import torch.nn
import torch.nn.functional


class SqueezeExcite(torch.nn.Module):
    def __init__(self, channels: int, reduction: int = 4):
        torch.nn.Module.__init__(self)
        self.pool = torch.nn.AdaptiveAvgPool2d(1)
        self.fc = torch.nn.Sequential(
            torch.nn.Linear(channels, channels // reduction, bias=False),
            torch.nn.ReLU(inplace=True),
            torch.nn.Linear(channels // reduction, channels, bias=False),
            torch.nn.Sigmoid(),
        )

    def forward(self, x):
        b, c, _, _ = x.size()
        y = self.pool(x).view(b, c)
        y = self.fc(y).view(b, c, 1, 1)
        return x * y.expand_as(x)


class SEBlock(torch.nn.Module):
    def __init__(self, channels: int):
        super().__init__()
        self.conv1 = torch.nn.Conv2d(channels, channels, 3, padding=1)
        self.conv2 = torch.nn.Conv2d(channels, channels, 3, padding=1)
        self.norm1 = torch.nn.GroupNorm(4, channels)
        self.norm2 = torch.nn.GroupNorm(4, channels)
        self.se = SqueezeExcite(channels)

    def forward(self, x):
        y = torch.nn.functional.relu(self.norm1(self.conv1(x)))
        y = self.norm2(self.conv2(y))
        return torch.nn.functional.relu(x + self.se(y))


class SENet(torch.nn.Module):
    def __init__(self, channels: int = 32, depth: int = 4, num_classes: int = 10):
        super().__init__()
        self.stem = torch.nn.Conv2d(1, channels, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
        self.blocks = torch.nn.Sequential(*(SEBlock(channels) for _ in range(depth)))
        self.head = torch.nn.Linear(channels, num_classes)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = torch.nn.functional.relu(self.stem(x))
        x = torch.nn.functional.max_pool2d(x, 2)
        x = self.blocks(x)
        x = torch.mean(x, dim=[2, 3])
        return torch.nn.functional.log_softmax(self.head(x), dim=1)
