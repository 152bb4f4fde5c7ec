# file: src/lib/__init__.py
from lib.core import Core
from lib import name

# file: src/lib/core.py
import torch
from torch import nn

from . import helpers as h
from .helpers import *
from .name import name as text


class Core(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = h.mlp(3)

    def forward(self, x):
        return self.net(x)


text  # kind: str (certain)

# file: src/lib/helpers.py
from torch import nn


def mlp(n):
    return nn.Sequential(nn.Linear(n, n), nn.ReLU())

# file: src/lib/name.py
name = "lib"

# file: src/lib/fast.pyi
from typing import overload
import torch
from . import core as core

version: str
weights: list[torch.Tensor]

@overload
def run(x: int) -> torch.Tensor: ...
@overload
def run(x: str) -> torch.Tensor: ...
def make() -> core.Core: ...

class Fast(core.Core):
    scale: torch.Tensor
    def compute(self, x: torch.Tensor) -> tuple[torch.Tensor, int]: ...
    @property
    def device(self) -> torch.device: ...

# file: src/lib/fast.py
def run(x):
    return _c.run(x)

# file: src/other/module.py
from lib.core import Core

core = Core()

# file: tests/conftest.py
import pytest
from lib import Core


@pytest.fixture
def core():
    return Core()

# file: tests/helpers.py
import torch


def sample():
    return torch.zeros(2)

# file: tests/unit/test_core.py
from helpers import sample
from lib import Core, fast, name
from lib.fast import Fast, make, run
from other.module import core
import other.module as m

sample()  # kind: Tensor (certain)
Core().net  # kind: Sequential[ReLU] (certain)
core.net  # kind: Sequential[ReLU] (certain)
m.core.net[0].bias  # kind: Parameter (certain)
run(1)  # kind: Tensor (certain)
make()  # kind: Core (certain)
make().net  # kind: Sequential[ReLU] (certain)
fast.weights[0]  # kind: Tensor (certain)
fast.version  # kind: str (certain)
f = Fast()
f.scale  # kind: Tensor (certain)
t, n = f.compute(1)
t  # kind: Tensor (certain)
f.device  # kind: device (certain)
f.net  # kind: Sequential[ReLU] (certain)
name.name  # kind: str (certain)


def test(core):
    core.net  # kind: unknown

# file: scripts/run.py
import sys

sys.path.insert(0, "..")
from lib.core import Core
import lib
import lib.helpers
import lib.core as lc

Core().net  # kind: Sequential[ReLU] (certain)
lib.Core()  # kind: Core (certain)
lib.helpers.mlp(3)  # kind: Sequential[ReLU] (certain)
lc.h.mlp(3)  # kind: Sequential[ReLU] (certain)
lib.core.Core()  # kind: Core (certain)

# file: app/models/__init__.py
import importlib
from .resnet import resnet18, ResNet as Net

_REGISTRY = {"resnet18": resnet18}


def build(name):
    return _REGISTRY[name]()


def known(flag):
    if flag:
        return resnet18()
    return Net(2)

# file: app/models/resnet.py
import torch.nn as nn
from app.registry import register


class ResNet(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.layers = nn.Sequential(*[nn.Conv2d(3, 3, 3) for _ in range(n)])

    def forward(self, x):
        return self.layers(x).flatten(1)


@register
def resnet18(**kwargs):
    return ResNet(2, **kwargs)

# file: app/registry.py
TABLE = {}


def register(function):
    TABLE[function.__name__] = function
    return function

# file: app/main.py
from models import build, known, resnet18
from models.resnet import ResNet

build("resnet18")  # kind: ResNet (likely)
known(1)  # kind: ResNet (likely)
resnet18()  # kind: ResNet (likely)
ResNet(2)(1)  # kind: Tensor (likely)
