from typing import Dict, List, Optional, Tuple

import torch
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
