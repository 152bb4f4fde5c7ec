# file: types.py
from typing import TYPE_CHECKING, Optional, cast
import typing as t
import torch
from torch import nn

if TYPE_CHECKING:
    from torch import Tensor


def f(x, y, z, w):
    a = cast("Tensor", x)
    a  # kind: Tensor (certain)
    cast(torch.Tensor, y)  # kind: Tensor (certain)
    cast("Optional[torch.Tensor]", y)  # kind: Tensor (certain)
    t.cast("nn.Linear", z)  # kind: Linear (certain)
    cast("list[torch.Tensor]", w)[0]  # kind: Tensor (certain)
    cast("nowhere.Thing", w)  # kind: unknown
    return x.cast("Tensor")  # kind: unknown


def g(x: "Tensor", y: "list[Tensor]", z: "dict[str, nn.Linear] | None", w: "tuple[torch.Tensor, nn.Linear]"):
    x  # kind: Tensor (certain)
    y[0]  # kind: Tensor (certain)
    z["a"]  # kind: Linear (certain)
    w[1]  # kind: Linear (certain)


def h(x: "Optional[list[Tensor]]", y: "tuple[Tensor, ...]", z: "Literal['Tensor']", w: "Unknown[torch.Tensor]"):
    x[0]  # kind: Tensor (certain)
    y[0]  # kind: Tensor (certain)
    z  # kind: unknown
    w  # kind: unknown


class A:
    layer: "Final[nn.Linear]"
    items: "list[torch.Tensor]"

    def m(self):
        self.layer  # kind: Linear (certain)
        self.items[0]  # kind: Tensor (certain)
