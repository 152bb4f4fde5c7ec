"""LeNet: the LeNet-5 classifier for 28x28 digits, with average pooling and tanh.

Padding of 2 on the first convolution makes up for the 32x32 images of the paper.
"""
# entry: LeNet(10)
# inputs: float32[4,1,28,28]
import torch
import torch.nn as nn


class LeNet(nn.Module):
    def __init__(self, num_classes=10):
        super(LeNet, self).__init__()
        self.c1 = nn.Conv2d(1, 6, 5, padding=2)
        self.s2 = nn.AvgPool2d(kernel_size=2, stride=2)
        self.c3 = nn.Conv2d(6, 16, 5)
        self.s4 = nn.AvgPool2d(kernel_size=2, stride=2)
        self.c5 = nn.Conv2d(16, 120, kernel_size=5)
        self.f6 = nn.Linear(120, 84)
        self.output = nn.Linear(84, num_classes)

    def forward(self, x):
        x = torch.tanh(self.c1(x))
        x = self.s2(x)
        x = torch.tanh(self.c3(x))
        x = self.s4(x)
        x = torch.tanh(self.c5(x))
        x = x.view(-1, self.num_flat_features(x))
        x = torch.tanh(self.f6(x))
        return self.output(x)

    def num_flat_features(self, x):
        size = x.size()[1:]  # all dimensions except the batch
        num_features = 1
        for s in size:
            num_features *= s
        return num_features


if __name__ == "__main__":
    net = LeNet()
    print(net)
    print(net(torch.randn(1, 1, 28, 28)).shape)
