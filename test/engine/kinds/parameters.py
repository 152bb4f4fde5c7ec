from typing import Any, Dict, List, Optional, Tuple, Union

import numbers
from pathlib import Path

import audio
import numpy as np
import numpy.typing as npt
import torch
from elsewhere import Elsewhere
from torch import Tensor, nn
from torch.utils.data import DataLoader


def stated(
    x: Tensor,
    many: List[Tensor],
    pair: Tuple[Tensor, int],
    some: Optional[Tensor],
    other: "Tensor | None",
    by_name: Dict[str, Tensor],
    layer: nn.Module,
):
    x  # kind: Tensor (certain)
    many  # kind: list[Tensor] (certain)
    pair  # kind: tuple[Tensor, int] (certain)
    some  # kind: Tensor (certain)
    other  # kind: Tensor (certain)
    by_name["a"]  # kind: Tensor (certain)
    layer  # kind: Module (certain)


def spread(*args, **kwargs):
    args  # kind: list[?] (certain)
    kwargs  # kind: dict[str, ?] (certain)


def from_calls(value):
    value  # kind: Tensor (likely)
    return value


from_calls(torch.ones(2))
from_calls(torch.zeros(3))


def of_a_trainer(trainer, loss):
    trainer.backward(loss)
    trainer  # kind: unknown


def of_a_loss(loss):
    loss.backward()
    loss  # kind: Tensor (certain)


State = dict
Name = str


def aliases(state: State, name: Name):
    state["average"]  # kind: unknown
    state["average"].mul_(2)  # kind: Tensor (likely)
    state  # kind: dict[?, ?] (certain)
    name  # kind: str (certain)


class Open(nn.Module):
    def mask(self, x: Union[Tensor, Dict[str, Tensor]], y: "OptTensor", z: Any):
        x.size(0)
        x  # kind: Tensor (likely)
        x.items()  # kind: list[tuple[?, ?]] (likely)
        y.size(0)
        y  # kind: Tensor (certain)
        z.size(0)
        z  # kind: Tensor (certain)

    def forward(self, signal: audio.Signal, other: Elsewhere, edges):
        signal  # kind: unknown
        other  # kind: unknown
        return edges  # kind: Tensor (likely)


def of_other_libraries(
    array: np.ndarray,
    arrays: List[np.ndarray],
    path: Path,
    either: Union[str, Path],
    data: bytes,
    number: numbers.Number,
    like: npt.ArrayLike,
    loader: DataLoader[int],
):
    array.squeeze(0)
    array  # kind: ndarray (certain)
    arrays  # kind: list[ndarray] (certain)
    path.exists()  # kind: bool (certain)
    either  # kind: something of several (certain)
    data.startswith(b"a")
    data  # kind: something of builtins (certain)
    number  # kind: number (certain)
    like  # kind: unknown
    loader  # kind: DataLoader (certain)
    if isinstance(like, np.ndarray):
        like  # kind: ndarray (certain)
