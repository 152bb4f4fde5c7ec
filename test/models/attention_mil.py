"""Gated attention pooling over a bag of instances, with a registry of poolings and a class token for comparison."""
# entry: BagClassifier(12, 3, pooling="gated")
# inputs: float32[2,6,12], bool[2,6]
from abc import abstractmethod
from typing import Callable, Dict, Optional, Type

import torch
from torch import nn, Tensor

POOLINGS: Dict[str, Type[nn.Module]] = {}


def register(name: str) -> Callable:
    def decorator(cls):
        POOLINGS[name] = cls
        return cls
    return decorator


class Pooling(nn.Module):
    @abstractmethod
    def scores(self, x: Tensor) -> Tensor:
        ...

    def forward(self, x: Tensor, mask: Optional[Tensor] = None) -> Tensor:
        a = self.scores(x).squeeze(-1)
        if mask is not None:
            a = a.masked_fill(~mask, torch.finfo(a.dtype).min)
        a = torch.softmax(a, dim=-1)
        return torch.bmm(a.unsqueeze(1), x).squeeze(1)


@register("attention")
class AttentionPooling(Pooling):
    def __init__(self, dim: int, hidden: int = 8):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(dim, hidden), nn.Tanh(), nn.Linear(hidden, 1, bias=False))

    def scores(self, x: Tensor) -> Tensor:
        return self.net(x)


@register("gated")
class GatedAttentionPooling(Pooling):
    def __init__(self, dim: int, hidden: int = 8):
        super().__init__()
        self.V = nn.Linear(dim, hidden)
        self.U = nn.Linear(dim, hidden)
        self.w = nn.Linear(hidden, 1, bias=False)
        for layer in (self.V, self.U):
            nn.init.xavier_normal_(layer.weight)
            layer.bias.data.zero_()

    def scores(self, x: Tensor) -> Tensor:
        return self.w(torch.tanh(self.V(x)) * torch.sigmoid(self.U(x)))


class BagClassifier(nn.Module):
    def __init__(self, dim: int, num_classes: int, pooling: str = "attention"):
        super().__init__()
        self.instance = nn.Sequential(nn.Linear(dim, dim), nn.LayerNorm(dim), nn.ELU())
        self.pool = POOLINGS[pooling](dim)
        for i in range(2):
            setattr(self, f"head{i}", nn.Linear(dim, num_classes))

    def forward(self, bag: Tensor, mask: Optional[Tensor] = None):
        mask = mask | ~mask.any(dim=1, keepdim=True)  # an empty bag counts as full
        z = self.pool(self.instance(bag), mask)
        heads = [getattr(self, f"head{i}")(z) for i in range(2)]
        return torch.stack(heads, dim=1), z
