import torch
from torch import nn

x = torch.ones(2, 3)  # kind: Tensor (certain)
a, b = x.max(1)  # kind: tuple[Tensor, Tensor] (certain)
a  # kind: Tensor (certain)
first, *rest = torch.ones(2), 1, 2
first  # kind: Tensor (certain)
rest  # kind: list[int] (certain)
*most, last = torch.ones(2), torch.ones(3), 1
most[0]  # kind: Tensor (certain)
last  # kind: int (certain)
batch, *sizes, width = x.shape
sizes  # kind: list[int] (certain)
width  # kind: int (certain)
head, *tail = x.chunk(3)
tail  # kind: list[Tensor] (certain)

if (y := x.sum()) is not None:
    y  # kind: Tensor (certain)

with torch.no_grad():
    z = x * 2  # kind: Tensor (certain)

for row in x:
    row  # kind: Tensor (certain)

if cuda:
    either = torch.ones(2)
else:
    either = torch.zeros(2)
either  # kind: Tensor (certain)

if cuda:
    differs = torch.ones(2)
else:
    differs = "text"
differs  # kind: unknown

maybe = None
if cuda:
    maybe = nn.ReLU()
maybe  # kind: ReLU (certain)

total = 0
total += x.sum()
total  # kind: Tensor (certain)

Tensor = torch.cuda.FloatTensor if cuda else torch.FloatTensor
Tensor(3)  # kind: Tensor (likely)

x == 1  # kind: Tensor (certain)
x is None  # kind: bool (certain)
3 in x  # kind: bool (certain)


def carried(xs, layer: torch.nn.Linear):
    rows = []
    kept = []
    x = torch.ones(2)
    for one in xs:
        rows  # kind: list[?] (likely)
        kept.append(layer(x))
        x = layer(x)  # kind: Tensor (certain)
        rows = torch.ones(2)
    kept  # kind: list[Tensor] (certain)
    while xs:
        kept  # kind: list[Tensor] (likely)
        kept = torch.stack(kept)


def spread(*rows: torch.Tensor, **named: torch.Tensor):
    rows[0]  # kind: Tensor (certain)
    named["a"]  # kind: Tensor (certain)
    kept: list[torch.Tensor] = []
    kept[0]  # kind: Tensor (certain)
    table: dict[str, torch.Tensor] = {}
    table["a"]  # kind: Tensor (certain)
    other: dict[str, torch.Tensor] = {"a": 3}
    other["a"]  # kind: int (certain)
