# file: aliases.py
from typing import Dict, List, NewType, Optional, Tuple, TypeAlias, Union

import shared
import torch
from shared import Images, MaybeTensor, Pair, Table
from torch import Tensor, nn

OptTensor = Optional[Tensor]
Tensors = List["Tensor"]
Both: TypeAlias = Tuple[Tensor, Tensor]
New = Tensor | None
UserId = NewType("UserId", int)
Embedding = NewType("Embedding", Tensor)
type Modern = Tensor | None
type Rows = list[Tensor]
Nested = List[Tensors]
Either = Union[Tensor, List[Tensor]]
Number = Union[int, float]


def own(a: OptTensor, b: Tensors, c: New, d: UserId, e: Embedding, f: Modern, g: Rows, h: Nested, i: Either, j: Number):
    a  # kind: Tensor (certain)
    b  # kind: list[Tensor] (certain)
    c  # kind: Tensor (certain)
    d  # kind: int (certain)
    e  # kind: Tensor (certain)
    f  # kind: Tensor (certain)
    g  # kind: list[Tensor] (certain)
    h  # kind: list[list[Tensor]] (certain)
    i  # kind: unknown
    j  # kind: number (certain)
    if isinstance(i, New):
        i  # kind: Tensor (certain)


def imported(a: Images, b: MaybeTensor, c: Pair, d: shared.Table, e: Optional[Pair], f: List[MaybeTensor] = []):
    a  # kind: list[Tensor] (certain)
    b  # kind: Tensor (certain)
    c  # kind: tuple[Tensor, Tensor] (certain)
    d  # kind: dict[str, Tensor] (certain)
    e  # kind: tuple[Tensor, Tensor] (certain)
    f  # kind: list[Tensor] (certain)


def gives() -> OptTensor: ...


class Net(nn.Module):
    cache: OptTensor

    def forward(self, x) -> Both:
        self.cache  # kind: Tensor (certain)
        return self.other(x)

    def other(self, x): ...


gives()  # kind: Tensor (certain)
shared.gives()  # kind: dict[str, Tensor] (certain)
Net()(torch.ones(2))  # kind: tuple[Tensor, Tensor] (certain)
Embedding(torch.ones(2))  # kind: Tensor (certain)
OptTensor  # kind: type Tensor (certain)
x: OptTensor = unknown()
x  # kind: Tensor (certain)
{1, 2} | {3}  # kind: unknown


# file: shared.py
from typing import Dict, List, Optional, Tuple

import torch
from torch import Tensor

Images = List[Tensor]
MaybeTensor = Optional[torch.Tensor]
Pair = Tuple[Tensor, Tensor]
Table = Dict[str, Tensor]


def gives() -> Table: ...
