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
