# file: common.py
import torch
import torch.nn as nn
from torch import *
from torch.nn.functional import *
from os.path import *

__version__ = "1"

# file: chained.py
from common import *

ones = None


def helper():
    return relu(zeros(2))

# file: chosen.py
from parts import *
from parts import __all__ as _names

__all__ = ["Extra"] + _names
Extra = int

# file: parts/__init__.py
from . import a, b
from .a import *
from .b import *

__all__ = a.__all__ + b.__all__
__all__.extend(["late"])
__all__.append("later")
late = later = a.torch.zeros(2)
hidden = a.torch.zeros(2)

# file: parts/a.py
import torch

__all__ = ["first"]
first = torch.zeros(2)
second = torch.zeros(2)

# file: parts/b.py
import torch as _t

__all__ = ("Net",)
__all__ += ("third",)
third = _t.zeros(2)


class Net(_t.nn.Module):
    pass

# file: grown.py
import torch

__all__ = ["one"]
__all__.extend(("two",))
__all__.append("three")
one = two = three = four = torch.zeros(2)

# file: of_grown.py
from grown import *

one  # kind: Tensor (certain)
two  # kind: Tensor (certain)
three  # kind: Tensor (certain)
four  # kind: unknown

# file: optional.py
try:
    from missing import *
except ImportError:
    from common import *

if True:
    from parts.a import *

first  # kind: Tensor (certain)
zeros(2)  # kind: Tensor (certain)

# file: use.py
from chained import *

torch.zeros(3)  # kind: Tensor (certain)
nn.ReLU()  # kind: ReLU (certain)
zeros(3)  # kind: Tensor (certain)
relu(zeros(3))  # kind: Tensor (certain)
helper()  # kind: Tensor (certain)
ones(3)  # kind: unknown
join("a", "b")  # kind: unknown
__version__  # kind: unknown

# file: parts_use.py
from parts import *
import parts

first  # kind: Tensor (certain)
second  # kind: unknown
third  # kind: Tensor (certain)
Net()  # kind: Net (certain)
late  # kind: Tensor (certain)
later  # kind: Tensor (certain)
parts.hidden  # kind: Tensor (certain)
parts.a.second  # kind: Tensor (certain)
parts.second  # kind: unknown

# file: chosen_use.py
from chosen import *

Extra  # kind: class builtins.int (certain)
third  # kind: Tensor (certain)

# file: shadowed.py
from torch import *
from common import nn


def zeros(n):
    return [0]


zeros(3)  # kind: list[int] (certain)
ones(3)  # kind: Tensor (certain)


def inside():
    max = 3
    return max  # kind: int (certain)


abs(ones(3))  # kind: Tensor (certain)

# file: later.py
x = 3
from common import *
from torch import tensor as x

x(3)  # kind: Tensor (certain)
nn = 4
nn.bit_length()  # kind: unknown

# file: moved/__init__.py

# file: moved/torch/__init__.py

# file: moved/torch/model.py
class Own:
    pass

# file: moved/model.py
from .torch.model import *

# file: by_old_place.py
from moved.model import Own

Own()  # kind: Own (certain)

# file: of_torch.py
from torch import *

Tensor  # kind: class torch.Tensor (certain)
float32  # kind: function torch.float32 (certain)
unique(zeros(3))  # kind: unknown
nn.ReLU()  # kind: unknown
optim.SGD  # kind: unknown
channels_last  # kind: unknown
set_grad_enabled  # kind: unknown

# file: of_nn.py
from torch.nn import *

functional.relu(functional)  # kind: Tensor (certain)
init  # kind: module torch.nn.init (certain)
ReLU()  # kind: ReLU (certain)

# file: hands_torch_on.py
from torch.nn.functional import *

torch.zeros(3)  # kind: Tensor (certain)

# file: behind_numpy.py
from torch import *
from numpy import *

zeros(3)  # kind: unknown

# file: before_numpy.py
from numpy import *
from torch import *

zeros(3)  # kind: Tensor (certain)

# file: behind_unread.py
from torch import *
from nowhere import *

zeros(3)  # kind: Tensor (likely)

# file: behind_typing.py
from torch import *
from argparse import *

zeros(3)  # kind: Tensor (certain)

# file: both.py
from torch.nn import *
from mindspore.nn import *

ReLU()  # kind: ReLU (certain)
Dense(3, 2)  # kind: Dense (certain)
Linear(3, 2)  # kind: Linear (certain)
CellList()  # kind: CellList (certain)
init  # kind: module torch.nn.init (certain)

# file: of_mindspore.py
from mindspore import *
from mindspore.ops import *

Tensor  # kind: unknown
ones((2, 3))  # kind: Tensor (certain)
whatever  # kind: unknown

# file: vision.py
from torchvision.transforms import *

functional  # kind: module torchvision.transforms.functional (certain)
Compose  # kind: class torchvision.transforms.Compose (certain)

# file: mixed_common.py
from torch import *
from mindspore.ops import *

# file: of_mixed_common.py
from mixed_common import *

whatever  # kind: unknown
nn  # kind: unknown
zeros((2,))  # kind: Tensor (certain)

# file: modules_behind.py
from common import *
from numpy import *
from nowhere import *

torch.zeros(3)  # kind: Tensor (certain)
zeros(3)  # kind: unknown

# file: of_cells.py
from mindspore import nn, ops

# file: rebound.py
import torch.nn as nn
from torch import zeros

zeros(3)  # kind: Tensor (certain)
nn  # kind: module torch.nn (certain)
from of_cells import *
nn  # kind: module mindspore.nn (certain)


class Net(nn.Cell):  # finds: nothing
    def __init__(self):
        super().__init__()
        self.fc = nn.Dense(3, 3)

# file: rebound_on_a_path.py
import torch
from torch import nn

try:
    from of_cells import *
except ImportError:
    pass
nn  # kind: unknown
torch  # kind: module torch (certain)
