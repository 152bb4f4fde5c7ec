"""RealNVP: affine coupling layers with checkerboard masks; the latent and the log-determinant."""
# entry: RealNVP(num_flows=4, data_dim=6, hidden_dim=16)
# inputs: float32[5,6]
import math

import torch
from torch import nn


class MLP(nn.Sequential):
    def __init__(self, *sizes, last_activation=None):
        layers = []
        for i, (n_in, n_out) in enumerate(zip(sizes[:-1], sizes[1:])):
            layers.append(nn.Linear(n_in, n_out))
            if i < len(sizes) - 2:
                layers.append(nn.LeakyReLU(0.01))
        if last_activation is not None:
            layers.append(last_activation)
        super().__init__(*layers)


class CouplingLayer(nn.Module):
    def __init__(self, data_dim: int, hidden_dim: int, mask: torch.Tensor):
        super().__init__()
        assert data_dim % 2 == 0
        self.s = MLP(data_dim, hidden_dim, hidden_dim, data_dim, last_activation=nn.Tanh())
        self.t = MLP(data_dim, hidden_dim, hidden_dim, data_dim)
        self.register_buffer("mask", mask)
        self.log_scale = nn.Parameter(torch.zeros(data_dim), requires_grad=True)

    def forward(self, x):
        x_masked = x * self.mask
        scale = self.s(x_masked) * self.log_scale.exp() * (1 - self.mask)
        shift = self.t(x_masked) * (1 - self.mask)
        y = x_masked + (1 - self.mask) * (x * torch.exp(scale) + shift)
        return y, scale.sum(dim=1)

    @torch.no_grad()
    def inverse(self, y):
        y_masked = y * self.mask
        scale = self.s(y_masked) * self.log_scale.exp() * (1 - self.mask)
        shift = self.t(y_masked) * (1 - self.mask)
        return y_masked + (1 - self.mask) * (y - shift) * torch.exp(-scale)


class ActNorm(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.loc = nn.Parameter(torch.zeros(1, dim))
        self.log_scale = nn.Parameter(torch.zeros(1, dim))

    def forward(self, x):
        y = (x + self.loc) * torch.exp(self.log_scale)
        return y, self.log_scale.sum().expand(x.shape[0])

    def inverse(self, y):
        with torch.no_grad():
            return y * torch.exp(-self.log_scale) - self.loc


class RealNVP(nn.Module):
    def __init__(self, num_flows: int, data_dim: int, hidden_dim: int):
        super().__init__()
        self.data_dim = data_dim
        mask = torch.arange(data_dim).float() % 2
        masks = [mask if i % 2 == 0 else 1 - mask for i in range(num_flows)]
        self.flows = nn.ModuleList()
        for m in masks:
            self.flows.append(CouplingLayer(data_dim, hidden_dim, m))
            self.flows.append(ActNorm(data_dim))

    @property
    def num_parameters(self):
        return sum(p.numel() for p in self.parameters() if p.requires_grad)

    def log_prior(self, z):
        return -0.5 * (z.pow(2) + math.log(2 * math.pi)).sum(-1)

    def forward(self, x):
        z, log_det = x, x.new_zeros(x.size(0))
        for flow in self.flows:
            z, ld = flow(z)
            log_det += ld
        return z, self.log_prior(z) + log_det

    def sample(self, n):
        z = torch.randn(n, self.data_dim)
        for flow in reversed(self.flows):
            z = flow.inverse(z)
        return z
