# file: models/__init__.py
from .net import Holder, Net, Plain, Still
from .cells import Cell

# file: models/net.py
import torch.nn.functional as F
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(3, 3), nn.Dropout(0.1))

    def forward(self, x):
        return self.layers(x)


class Holder(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = Net()

    def forward(self, x):
        return self.inner(x)


class Plain(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(3, 3)

    def forward(self, x):
        return F.relu(self.fc(x))

class Still(Net):
    def __init__(self):
        super().__init__()
        self.eval()

# file: models/cells.py
from mindspore import nn


class Cell(nn.Cell):
    def __init__(self):
        super().__init__()
        self.drop = nn.Dropout(p=0.1)

    def construct(self, x):
        return self.drop(x)

# file: by_name.py
from data import batch
from models import Holder, Net, Plain, Still

net = Net()  # finds: starting-mode
net(batch())
holder = Holder()  # finds: starting-mode
holder(batch())
plain = Plain()  # finds: nothing
plain(batch())
still = Net()  # finds: nothing
still.eval()
still(batch())
Net()(batch())  # finds: starting-mode
frozen = Still()  # finds: nothing
frozen(batch())

# file: by_module.py
import models
from mindspore import ops

net = models.Net()  # finds: starting-mode
net(ops.ones((1, 3)))  # finds: mixed-tensors


class Runner:
    def __init__(self):
        self.net = models.Net()  # finds: starting-mode

    def run(self, x):
        return self.net(x)

# file: inherited.py
from torch import nn
from models import Net


class Child(Net):  # finds: nothing
    pass


class Around(nn.Module):  # finds: module-class
    def __init__(self):
        super().__init__()
        self.net = Net()

    def forward(self, x):  # finds: module-class
        return self.net(x)


child = Child()  # finds: starting-mode
child(1)
around = Around()  # finds: starting-mode
around(1)

# file: cells_alone.py
from mindspore import ops
from models import Cell
from models.cells import Cell as Same

cell = Cell()  # finds: nothing
cell(ops.ones((1, 3)))
Same()(ops.ones((1, 3)))  # finds: nothing

# file: own.py
from torch import nn


class Own(nn.Module):  # finds: module-class
    def __init__(self):
        super().__init__()
        self.drop = nn.Dropout(p=0.1)
        self.eval()


own = Own()  # finds: nothing
own(1)
