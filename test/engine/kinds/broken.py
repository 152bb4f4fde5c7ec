import torch
from torch import nn


def before(m):
    layer = nn.Linear(2, 2)  # kind: Linear (certain)


def typed(m):
    x = torch.ones(2).


def after(m):
    x = torch.ones(2)  # kind: Tensor (certain)
