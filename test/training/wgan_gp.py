"""A WGAN with gradient penalty: several turns of the critic for each of the generator."""
import numpy as np
import torch
import torch.nn as nn
from torch import autograd, optim

LAMBDA = 10
CRITIC_ITERS = 3


class Generator(nn.Module):
    def __init__(self, dim=16):
        super().__init__()
        self.main = nn.Sequential(
            nn.Linear(2, dim),
            nn.Tanh(),
            nn.Linear(dim, dim),
            nn.Tanh(),
            nn.Linear(dim, 2),
        )

    def forward(self, noise):
        return self.main(noise)


class Critic(nn.Module):
    def __init__(self, dim=16):
        super().__init__()
        self.main = nn.Sequential(
            nn.Linear(2, dim),
            nn.Tanh(),
            nn.Linear(dim, dim),
            nn.Tanh(),
            nn.Linear(dim, 1),
        )

    def forward(self, inputs):
        return self.main(inputs).view(-1)


class WGAN(nn.Module):
    def __init__(self):
        super().__init__()
        self.netG = Generator()
        self.netD = Critic()


def make_model():
    return WGAN()


def calc_gradient_penalty(netD, real_data, fake_data, alpha):
    interpolates = alpha * real_data + (1 - alpha) * fake_data
    interpolates.requires_grad_(True)
    disc_interpolates = netD(interpolates)
    gradients = autograd.grad(outputs=disc_interpolates, inputs=interpolates,
                              grad_outputs=torch.ones(disc_interpolates.size()),
                              create_graph=True, retain_graph=True, only_inputs=True)[0]
    gradient_penalty = ((gradients.norm(2, dim=1) - 1) ** 2).mean() * LAMBDA
    return gradient_penalty


def run(model=None):
    model = make_model() if model is None else model
    netG, netD = model.netG, model.netD
    model.train()
    rng = np.random.RandomState(21)

    def sample(*shape):
        return torch.from_numpy(rng.rand(*shape).astype(np.float32))

    optimizerD = optim.Adam(netD.parameters(), lr=1e-2, betas=(0.5, 0.9))
    optimizerG = optim.Adam(netG.parameters(), lr=1e-2, betas=(0.5, 0.9))

    losses = []
    for iteration in range(10):
        for _ in range(CRITIC_ITERS):
            real_data = sample(16, 2) + 1
            noise = sample(16, 2)
            with torch.no_grad():
                fake_data = netG(noise)

            netD.zero_grad()
            D_real = netD(real_data).mean()
            D_fake = netD(fake_data).mean()
            gradient_penalty = calc_gradient_penalty(netD, real_data, fake_data, sample(16, 1))
            D_cost = D_fake - D_real + gradient_penalty
            D_cost.backward()
            optimizerD.step()
            losses.append(D_cost.item())

        netG.zero_grad()
        G_cost = -netD(netG(sample(16, 2))).mean()
        G_cost.backward()
        optimizerG.step()
        losses.append(G_cost.item())
    return losses


if __name__ == "__main__":
    run()
