import numpy as np
import torch


def computed(k, n: int, width=3):
    k / 3  # kind: unknown
    k // 2  # kind: unknown
    100.0 - k  # kind: unknown
    n / 3  # kind: number (certain)
    width // 2  # kind: int (likely)
    sum(k) / n  # kind: unknown
    round(k, 2)  # kind: unknown
    round(n / 3, 2)  # kind: number (certain)
    round(n / 3)  # kind: int (certain)
    n * np.ones(3)  # kind: something of numpy (certain)


def on_some_path(losses, given):
    x = torch.ones(3)
    best = 0.0
    for value in x:
        if value > best:
            best = value
    best  # kind: Tensor or number (likely)
    -best  # kind: Tensor or number (likely)
    abs(best) / 3  # kind: Tensor or number (likely)
    best * x  # kind: Tensor (likely)
    best + given  # kind: Tensor (likely)
    best.mean()  # kind: Tensor (likely)
    max(best, 1)  # kind: Tensor or number (likely)
    max(1, x.sum())  # kind: Tensor or number (likely)
    min(given, x.sum())  # kind: Tensor or number (likely)
    min(x.sum(), x.mean())  # kind: Tensor (certain)
    sum([x, x])  # kind: Tensor (likely)
    sum([1, 2]) / 2  # kind: number (certain)
    "%.3f" % x  # kind: str (certain)
    x.sum() if given else 0  # kind: Tensor or number (likely)
    return [best, None, 1][0]  # kind: Tensor or number (likely)


def counted(loader):
    total = correct = 0
    for x in torch.ones(3):
        total += 1
        correct += x
    total /= 2
    correct  # kind: Tensor (certain)
    return total  # kind: number (certain)


class Meter:
    def __init__(self):
        self.total, self.steps, self.name = 0, 0, ""

    def update(self, value, steps=1):
        self.total += value * steps
        self.steps += 1
        self.name += "a"

    @property
    def average(self):
        return self.total / self.steps  # kind: Tensor or number (likely)

    def __call__(self):
        self.name  # kind: str (certain)
        return self.steps  # kind: int (certain)


meter = Meter()
meter.update(torch.ones(3).sum())
meter.average  # kind: Tensor or number (likely)


class Counter:
    def __init__(self):
        self.total = 0

    def update(self, value):
        self.total += value
        return self.total / 2  # kind: number (likely)
