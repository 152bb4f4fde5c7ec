from typing import Union

import torch
from torch import nn


def positive(m):
    if isinstance(m, nn.Conv2d):
        m  # kind: Conv2d (certain)
    m  # kind: unknown


def otherwise(value):
    if not isinstance(value, torch.Tensor):
        raise TypeError
    value  # kind: Tensor (certain)


def replaced(value):
    if not isinstance(value, torch.Tensor):
        value = torch.tensor(value)
    value  # kind: Tensor (certain)


def both(value, n):
    if isinstance(value, torch.Tensor) and n > 0:
        value  # kind: Tensor (certain)
    return isinstance(value, torch.Tensor) and value.dim()


def asserted(value):
    assert isinstance(value, torch.Tensor)
    value  # kind: Tensor (certain)


def one_of_several(value):
    if isinstance(value, (torch.Tensor, str)):
        value  # kind: unknown
    if isinstance(value, (int, float)):
        value  # kind: number (certain)
    if isinstance(value, dict):
        value  # kind: dict[?, ?] (certain)


def of_two(value: Union[torch.Tensor, str]):
    value  # kind: unknown
    if isinstance(value, str):
        value  # kind: str (certain)


def container(value: Union[list[int], dict[str, torch.Tensor]], items: list):
    value  # kind: list[?] (certain)
    if isinstance(value, dict):
        value  # kind: dict[?, ?] (certain)
    if isinstance(items, dict):
        items.items()  # kind: list[tuple[?, ?]] (certain)


class Box:
    def __init__(self, x, layer: nn.Linear):
        self.x = x
        self.layer = layer

    def held(self):
        if isinstance(self.x, torch.Tensor):
            self.x  # kind: Tensor (certain)
            self.x.view(-1)  # kind: Tensor (certain)
        self.x  # kind: unknown
        if isinstance(self.layer, nn.Module):
            self.layer  # kind: Linear (certain)

    def early(self):
        if not isinstance(self.x, torch.Tensor):
            raise TypeError
        self.x  # kind: Tensor (certain)
        self.reset(2)
        self.x.shape  # kind: Size[int] (certain)

    def replaced(self):
        if not isinstance(self.x, torch.Tensor):
            self.x = torch.tensor(self.x)
        self.x  # kind: Tensor (certain)

    def reset(self, other):
        if isinstance(self.x, torch.Tensor):
            self.x = other
            self.x  # kind: int (likely)

    def asserted(self):
        assert isinstance(self.x, torch.Tensor)
        self.x  # kind: Tensor (certain)

        def later():
            self.x  # kind: unknown

        return later

    def conditional(self):
        return self.x.view(-1) if isinstance(self.x, torch.Tensor) else None  # kind: Tensor (certain)


def of_a_parameter(batch, other, key):
    if isinstance(batch.image, torch.Tensor) and torch.is_tensor(batch["x"]):
        batch.image  # kind: Tensor (certain)
        batch["x"]  # kind: Tensor (certain)
        batch[key] = 3
        batch["x"]  # kind: unknown
        batch = other()
        batch.image  # kind: unknown


def type_is(x, m, sub: Box):
    if type(x) is torch.Tensor:
        x  # kind: Tensor (certain)
    if type(m) == nn.Linear:
        m  # kind: Linear (certain)
    if isinstance(x, torch.Tensor) and isinstance(x, nn.Parameter):
        x  # kind: Parameter (certain)
    if isinstance(m, nn.parameter.UninitializedParameter):
        m  # kind: Parameter (certain)
        m.size(0)  # kind: int (certain)


def held(x, y: torch.dtype | torch.Tensor, more: bool):
    is_tensor = isinstance(x, torch.Tensor)
    if is_tensor:
        x  # kind: Tensor (likely)
        x = x.cpu()
        x  # kind: Tensor (likely)
    knows = torch.is_tensor(y)
    if not knows:
        return
    if more and knows:
        y  # kind: Tensor (likely)


def held_of_something(items: list):
    first = items
    is_tensor = isinstance(first, torch.Tensor)
    if is_tensor:
        first  # kind: Tensor (certain)


def held_of_what_it_was(x: torch.Tensor | nn.Linear, y: torch.Tensor | nn.Linear, more: bool, other):
    is_layer = isinstance(x, nn.Linear)
    x = torch.ones(2)
    if is_layer:
        x  # kind: Tensor (certain)
    is_tensor = isinstance(y, torch.Tensor)
    if more:
        is_tensor = other()
    if is_tensor:
        y  # kind: unknown


def held_around(x, more):
    is_tensor = isinstance(x, torch.Tensor)

    def inside(x):
        if is_tensor:
            x  # kind: unknown

    return inside


def held_on_one_path(items: list, more):
    if more:
        is_tensor = isinstance(items, torch.Tensor)
    if more and is_tensor:
        items  # kind: list[?] (certain)
