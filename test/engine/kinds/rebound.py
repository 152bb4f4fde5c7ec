# file: net.py
import mindspore as ms
import mindspore.nn as nn
from mindspore import ops


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(nn.Dense(4, 3))  # kind: Sequential[Dense] (certain)
        self.dense = nn.Dense(4, 3, bias=False)  # finds: mapped-api
        self.plain = nn.Dense(4, 3, has_bias=False)  # finds: nothing

    def forward(self, x):
        x = self.layers(x)  # kind: Tensor (certain)
        x = ops.softmax(x, dim=1)  # finds: mapped-api
        return nn.functional.relu(x)  # kind: Tensor (certain)


def train(net, optimizer: nn.SGD):
    optimizer.zero_grad()  # finds: training-step
    with ms.no_grad():  # finds: no-grad
        return ops.sum(net, dim=1)  # finds: nothing


# file: user.py
from mindspore import dtype as mstype
from net import Net

net = Net()  # kind: Net (certain)
net.layers  # kind: Sequential[Dense] (certain)
mstype.float32  # finds: nothing
