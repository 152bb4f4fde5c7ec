# file: meters.py
import torch
from torch import nn


class Meter:
    def __init__(self):
        self.reset()

    def reset(self):
        self.total = 0
        self.count = 0
        self.steps = 0
        self.average = 0
        self.kept = torch.zeros(3)

    def update(self, value, n=1):
        self.total += value * n
        self.count += n
        self.steps += 1
        self.kept += 1
        self.average = self.total / self.count


class Longer(Meter):
    def step(self):
        self.steps += 1


def losses(model, x):
    found = []
    for _ in range(3):
        found.append(torch.mean(x))
    return found


def layers(n):
    made = []
    if n:
        made.append(nn.Linear(n, n))
    made.append(nn.Linear(n, 1))
    return made


def several(x):
    found = []
    found.append(torch.mean(x))
    found.append(name(x))
    return found


# file: main.py
import torch
from meters import Longer, Meter, layers, losses, several

meter = Meter()
meter.update(torch.ones(1))
meter.total  # kind: unknown
meter.average  # kind: unknown
meter.count  # kind: int (likely)
meter.steps  # kind: int (certain)
meter.kept  # kind: Tensor (certain)
Longer().steps  # kind: int (certain)
losses(None, torch.ones(2))  # kind: list[Tensor] (certain)
losses(None, torch.ones(2))[0]  # kind: Tensor (likely)
layers(3)[0]  # kind: Linear (likely)
several(3)[0]  # kind: unknown
