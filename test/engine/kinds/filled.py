import torch
from torch import nn
d = {"loss": 0}
d["loss"] = torch.zeros(2)
d["loss"]  # kind: Tensor (likely)
e = {"loss": 0, "b": ""}
e["b"]  # kind: str (certain)
e["loss"] += torch.zeros(2)
e["loss"]  # kind: Tensor (likely)
e["b"]  # kind: str (likely)
for v in e.values():
    v  # kind: unknown
def f(g, n):
    g = {}
    g["a"] = torch.zeros(2)
    g["a"]  # kind: Tensor (likely)
    for k in g:
        g[k]  # kind: Tensor (likely)
    h = {}
    for i in range(n):
        h[i] = nn.ReLU()
    h[0]  # kind: ReLU (likely)
    h[n]  # kind: ReLU (likely)
    h = {}
    if n:
        h["x"] = 3
        h["y"] = nn.ReLU()
    h["x"]  # kind: int (likely)
    h["y"]  # kind: ReLU (likely)
    h["z"]  # kind: unknown
    l = [nn.ReLU(), nn.ReLU()]
    l[0] = 3
    l[1]  # kind: unknown
    x = torch.zeros(3)
    x[0] = 3
    x  # kind: Tensor (certain)

class A:
    def __init__(self):
        self.losses = {"total": 0}
        self.kept = {}
    def f(self, loss):
        self.losses["total"] = torch.zeros(2)
        self.kept["a"] = torch.zeros(2)
    def g(self):
        self.losses["total"]  # kind: Tensor or number (likely)
        self.kept["a"]  # kind: Tensor (likely)

def accuracy(output, target, topk=(1,)):
    res = []
    for k in topk:
        res.append(torch.zeros(2))
    res[0]  # kind: Tensor (likely)
    return res

first, second = accuracy(None, None)
first  # kind: Tensor (likely)

def grown(n, given):
    a = []
    a.append(torch.zeros(2))
    a.append(3)
    a[0]  # kind: Tensor or number (likely)
    b = list()
    if n:
        b.extend([torch.zeros(2)])
    b[n]  # kind: Tensor (likely)
    c = [given]
    c.append(torch.zeros(2))
    c[0]  # kind: unknown
    d = []
    d.insert(0, nn.ReLU())
    for layer in d:
        layer  # kind: ReLU (likely)
    given.append(torch.zeros(2))
    given[0]  # kind: unknown

class Meter:
    def __init__(self):
        self.values = []
    def update(self, loss):
        self.values.append(torch.zeros(2))
    def last(self):
        return self.values[-1]  # kind: Tensor (likely)

def layers(n):
    net = nn.Sequential(nn.ReLU(), nn.BatchNorm2d(3))
    net[1]  # kind: BatchNorm2d (certain)
    net[1] = nn.Linear(3, 3)
    net[1]  # kind: Module (likely)
    other = nn.Sequential(nn.BatchNorm2d(3))
    other.insert(0, nn.Linear(3, 3))
    other[0]  # kind: Module (likely)
    blocks = nn.ModuleList([nn.BatchNorm2d(3)])
    blocks[n]  # kind: BatchNorm2d (certain)
    blocks.append(nn.BatchNorm2d(4))
    blocks[n]  # kind: BatchNorm2d (likely)
    blocks.append(nn.Linear(3, 3))
    blocks[n]  # kind: Module (likely)

def updated(others, key):
    d = {"a": 0, "b": 1}
    d.update({"a": torch.zeros(2)}, c="")
    d["a"]  # kind: Tensor (likely)
    d["b"]  # kind: int (likely)
    d["c"]  # kind: str (likely)
    d.update(others)
    d["b"]  # kind: unknown
    e = {}
    e.setdefault(key, []).append(torch.zeros(2))
    e[key]  # kind: list[?] (likely)
    s = set()
    s.update([torch.zeros(2)])
    for item in s:
        item  # kind: Tensor (likely)

def spread(others):
    a = {"x": torch.zeros(2)}
    {**a, **a}  # kind: dict[str, Tensor] (certain)
    for value in {**a, "y": torch.zeros(2)}.values():
        value  # kind: Tensor (certain)
    {**a, **others}  # kind: dict[?, ?] (certain)
