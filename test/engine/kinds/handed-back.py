from functools import partial
import torch
from torch import nn
from torch.nn import functional as F

x = torch.ones(1, 2, 3)
out, (h, c) = nn.LSTM(3, 3)(x)
h  # kind: Tensor (certain)
out, h = nn.GRU(3, 3)(x)
h  # kind: Tensor (certain)
h, c = nn.LSTMCell(3, 3)(x)
c  # kind: Tensor (certain)
nn.GRUCell(3, 3)(x)  # kind: Tensor (certain)
packed = nn.utils.rnn.pack_padded_sequence(x, [1])
out, h = nn.GRU(3, 3)(packed)
out  # kind: PackedSequence (certain)
out, lengths = nn.utils.rnn.pad_packed_sequence(out)
out  # kind: Tensor (certain)
out, weights = nn.MultiheadAttention(3, 3)(x, x, x)
weights  # kind: Tensor (likely)

nn.utils.weight_norm(nn.Conv1d(2, 2, 3))  # kind: Conv1d (certain)
nn.utils.spectral_norm(nn.Linear(2, 2))(x)  # kind: Tensor (certain)
torch.compile(nn.Linear(2, 2))  # kind: Linear (certain)
torch.jit.script(print)  # kind: unknown
up = partial(F.interpolate, scale_factor=2)
up(x)  # kind: Tensor (certain)
top = partial(torch.max, dim=1)
top(x)  # kind: unknown


# file: promised.py
from typing import List, TYPE_CHECKING
from typing_extensions import Self
import numpy as np
import torch
from torch import nn

if TYPE_CHECKING:
    import itk
    from typing import overload
else:
    itk, has_itk = optional_import("itk")
    from torch.jit import _overload as overload


class Store:
    def items(self):
        return []


class Data:
    @property
    def stores(self) -> List[Store]:
        return [self.a] + list(self.b)

    def update(self, data: Self, other):
        data  # kind: Data (certain)
        data.stores[0]  # kind: Store (certain)
        itk.size(other)  # kind: unknown
        overload  # kind: module torch.jit._overload (likely)
        return other


class Layers(nn.Module):
    def __init__(self):
        super().__init__()
        self.adapters = nn.ModuleDict({})

    def go(self, name: str):
        self.adapters[name]  # kind: Module (likely)


def storages(x, boxes):
    (torch.ones(2) @ torch.ones(2)).to_sparse_coo()  # kind: Tensor (certain)
    x.untyped_storage().data_ptr()  # kind: unknown
    stop = np.floor(boxes[:, 3:]).astype(int)
    np.floor(boxes)  # kind: generic (likely)
    stop  # kind: something of numpy (likely)
