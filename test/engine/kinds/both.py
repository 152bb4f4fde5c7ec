# file: train.py
import mindspore as ms
import torch
import torch.nn.functional as F
from mindspore import nn, ops


def of_torch(x, model, mask):
    x = x.unsqueeze(0)  # kind: Tensor (certain)
    x.size(0)  # finds: tensor-size
    F.relu(x)
    mask.masked_fill(x, 1)  # kind: Tensor (certain)


def of_mindspore(x, mask):
    x = x.unsqueeze(0)  # kind: unknown
    x.size  # finds: nothing
    return ops.relu(x)


def of_either(x, name):
    x = x.unsqueeze(0)  # kind: unknown
    name.startswith("a")  # kind: bool (likely)
    name  # kind: str (likely)


def of_both(x):
    y = torch.zeros(2)
    z = ops.zeros(2)
    x.unsqueeze(0)  # kind: unknown
    x.view(2)  # finds: nothing


def by_method(x, model):
    loss = model(x)
    loss.backward()  # finds: training-step
    model.eval()  # finds: module-method
    model.named_parameters()  # finds: module-method


class Old(torch.nn.Module):
    def forward(self, x):
        x.transpose(1, 2)  # kind: Tensor (certain)
        h = self.helper(x)
        h.unsqueeze(0)  # kind: Tensor (likely)
        return x

    def helper(self, y):
        return unknown(y)


class New(nn.Cell):
    def construct(self, x):
        x.transpose(1, 2)  # kind: Tensor (certain)
        h = unknown(x)
        return h.unsqueeze(0)  # kind: unknown
