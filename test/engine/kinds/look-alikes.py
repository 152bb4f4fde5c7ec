import paddle
from paddle import nn


class Block(nn.Layer):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(nn.ReLU())
        self.cells = nn.LSTM(3, 4)

    def forward(self, x):
        x = self.layers(x)
        x  # kind: unknown
        y, state = self.cells(x)
        y  # kind: unknown
        return y.mean(axis=0)
