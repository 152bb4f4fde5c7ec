"""DeepLab: a backbone that dilates instead of striding, pyramid pooling, and a second head while training."""
# entry: deeplab(4)
# inputs: float32[2,3,40,56]
from collections import OrderedDict

import torch
from torch import nn
from torch.nn import functional as F


def conv_bn_relu(inputs, outputs, kernel_size, **options):
    return [
        nn.Conv2d(inputs, outputs, kernel_size, bias=False, **options),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    ]


class AtrousConv(nn.Sequential):
    def __init__(self, inputs, outputs, dilation):
        super(AtrousConv, self).__init__(
            nn.Conv2d(inputs, outputs, 3, padding=dilation, dilation=dilation, bias=False),
            nn.BatchNorm2d(outputs),
            nn.ReLU())


class ImagePooling(nn.Sequential):
    def __init__(self, inputs, outputs):
        layers = [nn.AdaptiveAvgPool2d(1), nn.Conv2d(inputs, outputs, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()]
        super(ImagePooling, self).__init__(*layers)

    def forward(self, x):
        size = x.shape[-2:]
        for layer in self:
            x = layer(x)
        return F.interpolate(x, size=size, mode='bilinear', align_corners=False)


class ASPP(nn.Module):
    def __init__(self, inputs, rates, outputs=256, dropout=0.5):
        super(ASPP, self).__init__()
        branches = [nn.Sequential(*conv_bn_relu(inputs, outputs, 1))]
        branches.extend(AtrousConv(inputs, outputs, rate) for rate in rates)
        branches.append(ImagePooling(inputs, outputs))
        self.branches = nn.ModuleList(branches)
        self.project = nn.Sequential(*conv_bn_relu(len(self.branches) * outputs, outputs, 1), nn.Dropout(dropout))

    def forward(self, x):
        return self.project(torch.cat([branch(x) for branch in self.branches], dim=1))


class Backbone(nn.Module):
    def __init__(self, width=8):
        super().__init__()
        self.planes, self.dilation = width, 1
        self.stem = nn.Sequential(OrderedDict([
            ("conv", nn.Conv2d(3, width, kernel_size=7, stride=2, padding=3, bias=False)),
            ("bn", nn.BatchNorm2d(width)),
            ("relu", nn.ReLU(inplace=True)),
            ("pool", nn.MaxPool2d(kernel_size=3, stride=2, padding=1)),
        ]))
        self.layer1 = self._make_layer(width, 1)
        self.layer2 = self._make_layer(2 * width, 2, stride=2, dilate=True)
        self.layer3 = self._make_layer(4 * width, 2, stride=2, dilate=True)

    def _make_layer(self, planes, blocks, stride=1, dilate=False):
        if dilate:
            self.dilation *= stride
            stride = 1
        layers = []
        for _ in range(blocks):
            layers += conv_bn_relu(self.planes, planes, 3, stride=stride, padding=self.dilation, dilation=self.dilation)
            self.planes = planes
        return nn.Sequential(*layers)

    def forward(self, x):
        x = self.layer1(self.stem(x))
        features = OrderedDict()
        features["aux"] = x = self.layer2(x)
        features["out"] = self.layer3(x)
        return features


class Segmenter(nn.Module):
    __constants__ = ["aux_head"]

    def __init__(self, backbone, head, aux_head=None):
        super().__init__()
        self.backbone = backbone
        self.head = head
        self.aux_head = aux_head

    def forward(self, x):
        size = x.shape[-2:]
        features = self.backbone(x)
        result = OrderedDict(out=self._resized(self.head(features["out"]), size))
        if self.aux_head is not None and self.training:
            result["aux"] = self._resized(self.aux_head(features["aux"]), size)
        return result

    @staticmethod
    def _resized(x, size):
        return F.interpolate(x, size=size, mode="bilinear", align_corners=False)


def deeplab(num_classes, width=8, aux=True):
    def head(inputs, hidden, dropout):
        return [*conv_bn_relu(inputs, hidden, 3, padding=1), nn.Dropout(dropout), nn.Conv2d(hidden, num_classes, 1)]

    main = nn.Sequential(ASPP(4 * width, (2, 4, 6), 16), *head(16, 16, 0.1))
    return Segmenter(Backbone(width), main, nn.Sequential(*head(2 * width, 8, 0.1)) if aux else None)
