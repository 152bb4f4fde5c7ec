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
