"""A GAN solver class: two Adam optimizers, BCE labels, noise from numpy, running averages of losses."""
import numpy as np
import torch
from torch import nn
from torch.optim import Adam


class Generator(nn.Module):
    def __init__(self, z_dim=8, out=12):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(z_dim, 24), nn.LeakyReLU(0.2, inplace=True),
            nn.Linear(24, out), nn.Tanh())

    def forward(self, z):
        return self.net(z)


class Discriminator(nn.Module):
    def __init__(self, inp=12):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(inp, 16), nn.LeakyReLU(0.2), nn.Linear(16, 1))

    def forward(self, x):
        return torch.sigmoid(self.body(x)).squeeze(1)


class Pair(nn.Module):
    def __init__(self):
        super().__init__()
        self.G = Generator()
        self.D = Discriminator()


class Solver(object):
    def __init__(self, pair, data, noise):
        self.G, self.D = pair.G, pair.D
        self.data = data
        self.noise = noise
        self.criterion = nn.BCELoss()
        self.g_opt = Adam(self.G.parameters(), lr=2e-3, betas=(0.5, 0.999))
        self.d_opt = Adam(self.D.parameters(), lr=2e-3, betas=(0.5, 0.999))

    def reset_grad(self):
        self.g_opt.zero_grad()
        self.d_opt.zero_grad()

    def train(self):
        history = []
        for real, z in zip(self.data, self.noise):
            batch = real.size(0)
            ones = torch.ones(batch)
            zeros = torch.zeros(batch)

            # ---- discriminator ----
            out = self.D(real)
            d_real = self.criterion(out, ones)
            fake = self.G(z)
            d_fake = self.criterion(self.D(fake.detach()), zeros)
            d_loss = d_real + d_fake
            self.reset_grad()
            d_loss.backward()
            self.d_opt.step()

            # ---- generator ----
            g_loss = self.criterion(self.D(self.G(z)), ones)
            self.reset_grad()
            g_loss.backward()
            self.g_opt.step()
            history += [d_loss.item(), g_loss.item()]
        return history


def make_model():
    return Pair()


def run(model):
    rng = np.random.RandomState(0)
    data = [torch.tensor(rng.uniform(-1, 1, (6, 12)).astype(np.float32)) for _ in range(10)]
    noise = [torch.tensor(rng.randn(6, 8).astype(np.float32)) for _ in range(10)]
    return Solver(model, data, noise).train()
