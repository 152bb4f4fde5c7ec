# file: main.py
import torch
from torch import nn

import state

buffer = torch.zeros(3)
kept = torch.zeros(3)
net = None
buffer  # kind: Tensor (likely)

if __name__ == "__main__":
    best = torch.zeros(1)
    best  # kind: Tensor (likely)


def setup(size):
    global buffer, net, \
        best
    buffer  # kind: Tensor (likely)
    buffer = [size]
    net = nn.Linear(size, size)
    net  # kind: Linear (certain)
    best = 0


def use(x):
    """
    Nothing is rebound by words:
    global kept buffer
    """
    buffer  # kind: Tensor (likely)
    kept  # kind: Tensor (certain)
    state.cache  # kind: Tensor (likely)
    state.fixed  # kind: Tensor (certain)


def counter():
    total = torch.zeros(1)
    seen = torch.zeros(1)
    total  # kind: Tensor (likely)

    def add(x):
        nonlocal total
        total = total + x  # kind: Tensor (likely)
        total  # kind: Tensor (likely)
        seen  # kind: Tensor (certain)

    return add


def plain():
    total = torch.zeros(1)
    total  # kind: Tensor (certain)


# file: state.py
import torch

cache = torch.zeros(2)
fixed = torch.zeros(2)


def clear(): global cache; cache = None


def show():
    global fixed
    print(fixed)
