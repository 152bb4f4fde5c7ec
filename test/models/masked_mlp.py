"""MADE: an autoregressive MLP; masks on the weights keep every output blind to later inputs."""
# entry: MADE(10, [32, 32])
# inputs: float32[5,10]
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


class MaskedLinear(nn.Linear):
    """ Linear layer whose weight is multiplied by a mask """

    def __init__(self, in_features, out_features, bias=True):
        super().__init__(in_features, out_features, bias)
        self.register_buffer('mask', torch.ones(out_features, in_features))

    def set_mask(self, mask):
        self.mask.data.copy_(torch.from_numpy(mask.astype(np.float32).T))

    def forward(self, input):
        return F.linear(input, self.mask * self.weight, self.bias)


class MADE(nn.Module):
    def __init__(self, nin, hidden_sizes, seed=0):
        super().__init__()
        self.nin = nin

        self.net = []
        hs = [nin] + list(hidden_sizes) + [nin]
        for h0, h1 in zip(hs, hs[1:]):
            self.net.extend([
                MaskedLinear(h0, h1),
                nn.ReLU(),
            ])
        self.net.pop()  # no activation after the last layer
        self.net = nn.Sequential(*self.net)
        self.update_masks(hidden_sizes, np.random.RandomState(seed))

    def update_masks(self, hidden_sizes, rng):
        # every unit is given the number of inputs that it may see
        m = {-1: np.arange(self.nin)}
        for i, size in enumerate(hidden_sizes):
            m[i] = rng.randint(m[i - 1].min(), self.nin - 1, size=size)

        last = len(hidden_sizes) - 1
        masks = [m[i - 1][:, None] <= m[i][None, :] for i in range(last + 1)]
        masks.append(m[last][:, None] < m[-1][None, :])

        layers = [layer for layer in self.net.modules() if isinstance(layer, MaskedLinear)]
        for layer, mask in zip(layers, masks):
            layer.set_mask(mask)

    def forward(self, x):
        return self.net(x)
