# file: pkg/__init__.py
from .new import NewCell, new_mask
from .old import OldBlock, make_mask

# file: pkg/old.py
import torch
from torch import nn


class OldBlock(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.fc = nn.Linear(dim, dim)

    def forward(self, x):
        return self.fc(x)


def make_mask(n):
    return torch.ones(n, n).tril()

# file: pkg/new.py
import mindspore as ms
from mindspore import nn


class NewCell(nn.Cell):
    def __init__(self, dim):
        super().__init__()
        self.fc = nn.Dense(dim, dim)

    def construct(self, x):
        return self.fc(x)


def new_mask(n):
    return ms.ops.ones((n, n))

# file: by_name.py
from pkg import NewCell, OldBlock, make_mask, new_mask


class Net(OldBlock):  # finds: mixed-frameworks
    def __init__(self):
        super().__init__(3)
        self.cells = [NewCell(3)]


class Other(NewCell):  # finds: mixed-frameworks
    def __init__(self):
        super().__init__(3)
        self.block = OldBlock(3)


NewCell(3)(make_mask(3))  # finds: mixed-tensors
OldBlock(3)(new_mask(3))  # finds: mixed-tensors
OldBlock(3)(make_mask(3))  # finds: nothing

# file: given.py
from pkg import OldBlock, new_mask

mask = new_mask(3)
OldBlock(3)(mask)  # finds: mixed-tensors

# file: rebound.py
import torch.nn as nn


class Early(nn.Module):  # finds: mixed-frameworks, module-class
    def __init__(self):
        super().__init__()
        self.fc = nn.Dense(2, 2)


import mindspore.nn as nn


class Late(nn.Cell):  # finds: nothing
    def __init__(self):
        super().__init__()
        self.fc = nn.Dense(2, 2)


class Both(nn.Cell):  # finds: mixed-frameworks
    def __init__(self):
        super().__init__()
        self.early = Early()

# file: mint.py
import torch
from mindspore import mint, nn


class Net(nn.Cell):  # finds: nothing
    def __init__(self):
        super().__init__()
        self.fc = mint.nn.Linear(2, 2)
        self.act = mint.nn.ReLU()

    def construct(self, x):
        return mint.nn.functional.relu(self.fc(x))


Net()(torch.zeros(3))  # finds: mixed-tensors, mapped-api
Net()(mint.zeros(3))  # finds: nothing

# file: by_module.py
import torch.nn as nn
import pkg


class Net(nn.Module):  # finds: mixed-frameworks, module-class
    def __init__(self):
        super().__init__()
        self.cell = pkg.NewCell(3)

    def forward(self, x):
        return self.cell(x)  # finds: mixed-tensors


# file: factory.py
from pkg.new import NewCell


def build():
    return NewCell(3)

# file: by_function.py
import torch
from factory import build

build()(torch.zeros(1, 3))  # finds: mixed-tensors, mapped-api

# file: local.py
def main():
    import torch
    from mindspore import nn

    nn.Dense(3, 2)(torch.zeros(1, 3))  # finds: mixed-tensors, mapped-api

# file: torch_alone.py
import torch
import pkg

pkg.OldBlock(3)(torch.zeros(1, 3))  # finds: mapped-api
