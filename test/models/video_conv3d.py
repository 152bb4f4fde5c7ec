"""VideoNet: factorized 3D convolutions over short clips."""
# entry: VideoNet(6)
# inputs: float32[2,3,6,20,20]
import torch
import torch.nn as nn

BN = nn.BatchNorm3d


class SpatioTemporalConv(nn.Module):
    """A 1xdxd convolution in space and then a tx1x1 convolution in time."""

    def __init__(self, cin, cout, kernel=3, stride=1):
        super().__init__()
        pad = kernel // 2
        self.space = nn.Conv3d(cin, cout, (1, kernel, kernel), (1, stride, stride), (0, pad, pad), bias=False)
        self.time = nn.Conv3d(cout, cout, (kernel, 1, 1), stride=(stride, 1, 1), padding=(pad, 0, 0), bias=False)
        self.bn1 = BN(cout)
        self.bn2 = BN(cout, momentum=0.05)
        self.relu = nn.ReLU()

    def forward(self, x):
        x = self.relu(self.bn1(self.space(x)))
        return self.relu(self.bn2(self.time(x)))


class VideoNet(nn.Module):
    def __init__(self, num_classes, width=8, drop_prob=0.5):
        super().__init__()
        self.conv1 = SpatioTemporalConv(3, width)
        self.pool = nn.MaxPool3d(kernel_size=(1, 2, 2), stride=(1, 2, 2))
        self.conv2 = SpatioTemporalConv(width, width * 2, stride=2)
        self.drop = nn.Dropout3d(drop_prob)
        self.avg = nn.AdaptiveAvgPool3d((1, 1, 1))
        self.fc = nn.Linear(width * 2, num_classes)

    def forward(self, clip):
        x = self.pool(self.conv1(clip))
        x = self.drop(self.conv2(x))
        x = self.avg(x).reshape(clip.shape[0], -1)
        return torch.nn.functional.softmax(self.fc(x), dim=-1)
