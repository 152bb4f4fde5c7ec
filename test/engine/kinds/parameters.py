from typing import Any, Dict, List, Optional, Tuple, Union

import audio
import torch
from elsewhere import Elsewhere
from torch import Tensor, nn


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
