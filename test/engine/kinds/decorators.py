from functools import partial

import torch
from torch import nn


@torch.no_grad()
def measured(x):
    return torch.ones(2)


measured(3)  # kind: Tensor (certain)



@somewhere.register("measure")
def registered(x):
    return torch.ones(2)


registered(3)  # kind: Tensor (likely)


@contextlib.contextmanager
def context() -> torch.Tensor:
    yield torch.ones(2)


context()  # kind: unknown


@functools.singledispatch
def by_type(x):
    return torch.ones(2)


by_type  # kind: unknown
by_type(3)  # kind: unknown

norm = partial(nn.LayerNorm, eps=1e-6)
norm(64)  # kind: LayerNorm (certain)


class Holder:
    @property
    def value(self):
        return torch.ones(2)

    @value.setter
    def value(self, new):
        self  # kind: Holder (certain)

    @staticmethod
    def apart(layer):
        layer  # kind: unknown

    def __new__(cls):
        cls  # kind: class Holder (certain)

    def read(self):
        return self.value  # kind: Tensor (certain)
