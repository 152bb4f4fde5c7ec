# file: filling.py
import torch


def losses(names):
    found = {"total": 0, "count": 0}
    for name in names:
        found[name] = torch.zeros(2)
    return found


def named():
    found = {"total": 0, "count": 0}
    found["total"] = torch.zeros(2)
    return found


def grown():
    found = {"total": 0}
    found["total"] += torch.zeros(2)
    return found


def indices(names):
    found, count = {}, {}
    for name in names:
        found[name] = [0]
        count[name] = 0
    for name, held in found.items():
        found[name] = torch.tensor(held)
    return found, count

# file: page.py
from filling import grown, indices, losses, named

losses([])["total"]  # kind: Tensor or number (likely)
named()["total"]  # kind: Tensor (likely)
named()["count"]  # kind: int (certain)
grown()["total"]  # kind: Tensor (likely)
found, count = indices([])
found["a"]  # kind: unknown
count["a"]  # kind: int (likely)

# file: generics.py
from typing import Generic, TypeVar

import torch

T = TypeVar("T")


class Base(Generic[T]):
    def mask(self):
        return torch.ones(2)


class Held(Base[T]):
    pass

# file: taker.py
from generics import Held

Held().mask()  # kind: Tensor (certain)
