# file: zoo/__init__.py
"""A package whose names are handed on, renamed, hidden and cut."""
from .blocks import Block, make_head as head
from .utils import *
from . import ops
from zoo.deep.inner import Inner as Renamed
import zoo.deep

__all__ = ["Block", "head", "ops", "Renamed", "DEVICE", "lazy"]


def __getattr__(name):
    raise AttributeError(name)

# file: zoo/utils.py
import torch
import torch.nn as nn
import torch.nn.functional as F
import numpy as np
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .blocks import Block

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")
DTYPE = torch.float32
_private = torch.zeros(2)
ACTIVATIONS = {"relu": nn.ReLU, "gelu": nn.GELU}
layers = [nn.Linear(2, 2), nn.Linear(3, 3)]


def lazy(x):
    import torch as t

    return t.relu(x), DEVICE


def of_block(block: "Block"):
    return block.fc  # kind: Linear (certain)


def numbers():
    yield torch.zeros(2)

# file: zoo/blocks.py
from __future__ import annotations

from .utils import F, nn, torch


class Block(nn.Module):
    scale = 2.0

    def __init__(self, dim, norm=nn.LayerNorm):
        super().__init__()
        self.fc = nn.Linear(dim, dim)
        self.norm = norm(dim)
        self.blocks = nn.ModuleList([Leaf() for _ in range(2)])
        self.kept: torch.Tensor | None = None

    def forward(self, x):
        for block in self.blocks:
            x = block(x)
        return F.relu(self.fc(x))

    @property
    def device(self):
        return self.fc.weight.device

    @staticmethod
    def of(n):
        return Block(n)

    @classmethod
    def small(cls):
        return cls(2)


class Leaf(nn.Module):
    def forward(self, x):
        return x * 2


def make_head(dim: int) -> nn.Sequential:
    return build(nn.Sequential, nn.Linear(dim, 2))


def build(kind, *parts):
    return kind(*parts)

# file: zoo/ops.py
import torch


def pool(x):
    return torch.max(x, 1)


if torch.cuda.is_available():
    Tensor = torch.cuda.FloatTensor
else:
    Tensor = torch.FloatTensor

try:
    from missing_library import fused
except ImportError:
    fused = None

# file: zoo/deep/__init__.py
# file: zoo/deep/inner.py
from ..blocks import Block
from ... import nothing
from .. import ops


class Inner(Block):
    def forward(self, x):
        x = super().forward(x)  # kind: Tensor (certain)
        values, places = ops.pool(x)
        values  # kind: Tensor (certain)
        self.blocks[0]  # kind: Leaf (certain)
        return self.norm(x)

# file: train.py
import zoo
import zoo.utils as u
from zoo import Block, DEVICE, Renamed, head, lazy, ops
from zoo.utils import layers, numbers

zoo.DEVICE  # kind: device (certain)
zoo.deep.inner.Inner(3)  # kind: Inner (certain)
net = Block(3)  # kind: Block (certain)
net.fc.weight  # kind: Parameter (certain)
net.device  # kind: device (certain)
net.kept  # kind: Tensor (certain)
net.scale  # kind: float (certain)
net(1)  # kind: Tensor (certain)
Block.of(2)  # kind: Block (certain)
Block.small()  # kind: Block (certain)
Renamed.small().norm  # kind: LayerNorm (likely)
Renamed(2).fc  # kind: Linear (certain)
head(3)  # kind: Sequential (certain)
value, where = lazy(3)
value  # kind: Tensor (certain)
where  # kind: device (certain)
u._private  # kind: Tensor (certain)
u.layers[0]  # kind: Linear (certain)
layers[1].bias  # kind: Parameter (certain)
ops.pool(1)[0]  # kind: Tensor (certain)
ops.Tensor(3)  # kind: Tensor (likely)
numbers()  # kind: unknown
u.np.zeros(3)  # kind: ndarray (certain)
u.ACTIVATIONS["relu"]()  # kind: ReLU (likely)
u.F.relu(1).view(3)  # finds: mapped-api
