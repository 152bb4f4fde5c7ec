from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from typing import Generic, Iterator, Tuple, TypeVar

import numpy as np
import torch
from torch import nn


class Base:
    def hello(self):
        return "hello"


class Block(nn.Module):
    scale = 2.0

    def __init__(self, width):
        super().__init__()
        self.linear = nn.Linear(width, width)
        self.blocks = nn.ModuleList([nn.ReLU() for _ in range(3)])
        self.register_buffer("mean", torch.zeros(3))
        self.late = None

    def build(self):
        self.late = nn.Dropout(0.5)

    @property
    def first(self):
        return self.linear.weight

    @staticmethod
    def helper(tensor):
        tensor  # kind: Tensor (likely)
        return torch.ones(2)

    @classmethod
    def make(cls):
        return cls(3)  # kind: Block (certain)

    @unknown_decorator
    def wrapped(self):
        return torch.ones(1)

    def forward(self, x):
        self.late  # kind: Dropout (certain)
        self.mean  # kind: Tensor (certain)
        self.scale  # kind: float (certain)
        self.first  # kind: Parameter (certain)
        self.helper(x)  # kind: Tensor (certain)
        self.wrapped()  # kind: Tensor (likely)
        for block in self.blocks:
            block  # kind: ReLU (certain)
        self.blocks[0]  # kind: ReLU (certain)
        return self.linear(x)  # kind: Tensor (certain)


class Child(Base):
    def hello(self):
        text = super().hello()  # kind: str (certain)
        return text


block = Block(3)  # kind: Block (certain)
block.first  # kind: Parameter (certain)
block(torch.ones(3))  # kind: Tensor (certain)


@dataclass
class Config:
    layer: Optional[nn.Module] = None
    sizes: list[int] = field(default_factory=list)
    rate: float = 0.1
    other: Base = None

    def use(self, module: nn.Module):
        self.module: Optional[nn.Linear] = None
        self.layer  # kind: Module (certain)
        self.sizes  # kind: list[int] (certain)
        self.other  # kind: Base (certain)
        return self.module  # kind: Linear (certain)


class Mixed(Base, nn.Module):
    def __init__(self, start):
        super().__init__()
        self.start = start
        first = super()  # kind: Module (certain)
        self.greeting = super().hello()  # kind: str (certain)
        self.rest = start - start.mean(dim=0)
        start  # kind: Tensor (likely)

    @classmethod
    def make(cls):
        above = super()  # kind: class torch.nn.Module (certain)
        return above


Block.helper(torch.ones(2))  # kind: Tensor (certain)
Block.make()  # kind: Block (certain)


class Kept(torch.nn.Module):
    def forward(self, x):
        for layer in self._modules.values():
            x = layer(x)  # kind: Tensor (likely)
        return self._parameters  # kind: dict[str, Parameter] (certain)


def first(x, other):
    other._modules["a"](x)  # kind: Tensor (likely)
    return other  # kind: Module (likely)


T = TypeVar("T")


class Typed(Generic[T]):
    def size(self):
        return 3


class Below(Typed[T], nn.Module):
    def forward(self, x):
        return self.size()  # kind: int (certain)

    def promised(self) -> "Below":
        raise NotImplementedError

    def told(self, lib) -> Tuple[torch.Tensor, int]:
        return lib.run(self), 3


def promises(lib, below: Below):
    read(lib)  # kind: ndarray (certain)
    below.promised()  # kind: Below (certain)
    below.told(lib)  # kind: tuple[Tensor, int] (certain)
    opened()  # kind: unknown


def read(lib) -> np.ndarray:
    return lib.read()


@contextmanager
def opened() -> Iterator[torch.Tensor]:
    yield 3
