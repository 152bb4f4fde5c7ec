"""Inception: parallel branches of different kernel sizes, joined on the channels."""
# entry: Inception(3, 6)
# inputs: float32[2,3,27,27]
import torch
from torch import nn
from torch.nn import functional as F
from torch.nn import Conv2d, BatchNorm2d, Dropout, Linear, MaxPool2d


class BasicConv(nn.Module):
    def __init__(self, in_channels, out_channels, **kwargs):
        super().__init__()
        self.conv = Conv2d(in_channels, out_channels, bias=False, **kwargs)
        self.bn = BatchNorm2d(out_channels, eps=0.001)

    def forward(self, x):
        return F.relu(self.bn(self.conv(x)), inplace=True)


class Branches(nn.Module):
    def __init__(self, in_channels, pool_features):
        super().__init__()
        self.branch1x1 = BasicConv(in_channels, 8, kernel_size=1)

        self.branch5x5_1 = BasicConv(in_channels, 6, kernel_size=1)
        self.branch5x5_2 = BasicConv(6, 8, kernel_size=5, padding=2)

        # a 1x7 and a 7x1 convolution stand in for a 7x7 one
        self.branch7x7_1 = BasicConv(in_channels, 6, kernel_size=1)
        self.branch7x7_2 = BasicConv(6, 6, kernel_size=(1, 7), padding=(0, 3))
        self.branch7x7_3 = BasicConv(6, 8, kernel_size=(7, 1), padding=(3, 0))

        self.branch_pool = BasicConv(in_channels, pool_features, kernel_size=1)

    def forward(self, x):
        branch1x1 = self.branch1x1(x)
        branch5x5 = self.branch5x5_2(self.branch5x5_1(x))
        branch7x7 = self.branch7x7_3(self.branch7x7_2(self.branch7x7_1(x)))
        branch_pool = F.avg_pool2d(x, kernel_size=3, stride=1, padding=1)
        branch_pool = self.branch_pool(branch_pool)
        return torch.cat([branch1x1, branch5x5, branch7x7, branch_pool], 1)


class Inception(nn.Module):
    def __init__(self, in_channels=3, num_classes=10):
        super().__init__()
        self.stem = BasicConv(in_channels, 12, kernel_size=3, stride=2)
        self.maxpool = MaxPool2d(3, stride=2, ceil_mode=True)
        self.mixed1 = Branches(12, pool_features=4)
        self.mixed2 = Branches(28, pool_features=8)
        self.dropout = Dropout()
        self.fc = Linear(32, num_classes)

    def forward(self, x):
        x = self.stem(x)
        x = self.maxpool(x)
        x = self.mixed1(x)
        x = self.mixed2(x)
        x = F.adaptive_avg_pool2d(x, 1)
        x = self.dropout(x)
        x = x.flatten(1)
        return self.fc(x)
