"""WGAN with clipped weights."""
import numpy as np
import torch
import torch.nn as nn


def make_model():
    return nn.Sequential(nn.Linear(3, 8), nn.ReLU(), nn.Linear(8, 5)), nn.Sequential(nn.Linear(5, 8), nn.LeakyReLU(0.2), nn.Linear(8, 1))


def run(generator, discriminator):
    rng = np.random.RandomState(0)
    optimizer_G = torch.optim.RMSprop(generator.parameters(), lr=0.00005)
    optimizer_D = torch.optim.RMSprop(discriminator.parameters(), lr=0.0005)
    out = []
    for i in range(20):
        real = torch.tensor(rng.randn(8, 5), dtype=torch.float32)
        z = torch.tensor(rng.randn(8, 3), dtype=torch.float32)
        optimizer_D.zero_grad()
        fake = generator(z).detach()
        loss_D = -torch.mean(discriminator(real)) + torch.mean(discriminator(fake))
        loss_D.backward()
        optimizer_D.step()
        # Clip weights of discriminator
        for p in discriminator.parameters():
            p.data.clamp_(-0.1, 0.1)
        if i % 5 == 0:
            optimizer_G.zero_grad()
            gen = generator(z)
            loss_G = -torch.mean(discriminator(gen))
            loss_G.backward()
            optimizer_G.step()
            out.append(loss_G.item())
        out.append(loss_D.item())
    return out
