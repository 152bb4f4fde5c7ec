# file: net.py
try:
    import torch
    from torch import nn
    from torch.nn import Flatten, Identity, Module
    from torch.nn.functional import relu
except ImportError:
    torch = None
    nn = object
    Module = object

    class Flatten:
        pass

    class Identity(Module):
        pass

    def relu(x):
        return x


class Net(Module):  # finds: module-class
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 2)  # kind: Linear (likely)
        self.flat = Flatten()  # kind: Flatten (likely)

    def forward(self, x):  # finds: module-class
        return relu(self.fc(x))  # finds: nothing

# file: user.py
from net import Net, Flatten, nn

Net()  # kind: Net (certain)
nn.Linear(2, 2)  # finds: mapped-api
Flatten()  # kind: Flatten (likely)

# file: either.py
try:
    from torch import nn
except ImportError:
    import mindspore

    nn = mindspore.nn

nn.ReLU()  # kind: unknown

# file: either_module.py
try:
    from other.library import initialization as init
except ImportError:
    from torch.nn import init


def start(weight):
    init.normal_(weight)  # finds: nothing
    init.copy_(weight)  # kind: unknown
