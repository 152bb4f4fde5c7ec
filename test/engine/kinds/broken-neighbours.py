# file: half.py
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.fc = nn.Linear(dim, dim)
        self.norm = nn.LayerNorm(

    def forward(self, x):
        return self.fc(x)


def make(
    n, m


def after(n):
    return torch.zeros(n)


DEVICE = torch.device("cpu"
SIZES = [torch.zeros(2), torch.ones(2)]

# file: cut.py
from half import Net, after
from half import (
    SIZES,

x = after(3)  # kind: Tensor (certain)
Net(2).fc  # kind: Linear (certain)
SIZES[0]  # kind: Tensor (certain)
def f(y):
    return after(y).

Net(2).fc.weight  # kind: Parameter (certain)

# file: conditional.py
import sys
from typing import TYPE_CHECKING

if sys.version_info >= (3, 11):
    from half import after as made
else:
    from half import after as made

try:
    from missing import Net
except ImportError:
    from half import Net

if TYPE_CHECKING:
    from torch import Tensor


def f(a: "Tensor", b: "Net"):
    a  # kind: Tensor (certain)


made(2)  # kind: Tensor (certain)
Net(2).fc  # kind: unknown

# file: renamed.py
import half as h

Alias = h.Net
make = h.after
nested = {"net": h.Net, "other": [h.Net]}
pair = (h.Net(1), h.SIZES[0])


class Sub(Alias):
    kind = h.Net

    def build(self):
        self.inner = self.kind(3)
        return self.inner.fc  # kind: Linear (certain)


def factory(cls=h.Net, **options):
    return cls(**options)


first, second = pair
first.fc  # kind: Linear (certain)
second  # kind: Tensor (certain)
make(3)  # kind: Tensor (certain)
nested["net"](2).fc  # kind: Linear (likely)
nested["other"][0](2)  # kind: Net (likely)
Sub(2).fc  # kind: Linear (certain)
factory().fc  # kind: Linear (likely)
sorted([make(1)])[0]  # kind: Tensor (certain)

# file: user.py
from functools import partial

import renamed
from renamed import Alias, Sub, factory, first, nested, pair

Alias(2).fc  # kind: Linear (certain)
Sub(2).build()  # kind: Linear (certain)
Sub(2).inner  # kind: Net (certain)
first.fc  # kind: Linear (certain)
pair[1]  # kind: Tensor (certain)
nested["net"](2)  # kind: Net (likely)
factory()  # kind: Net (likely)
partial(Alias, 2)()  # kind: Net (certain)
renamed.h.after(1)  # kind: Tensor (certain)
[layer.fc for layer in (Alias(1), Alias(2))][0]  # kind: Linear (certain)
(lambda n: renamed.make(n))(1)  # kind: unknown
