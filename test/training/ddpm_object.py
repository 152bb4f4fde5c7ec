"""The loss is computed by an object that is given the model."""
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.optim import Adam


class Denoise(nn.Module):
    def __init__(self, T=10):
        super().__init__()
        self.time_embed = nn.Embedding(T, 8)
        self.l1 = nn.Linear(2 + 8, 16)
        self.l2 = nn.Linear(16, 2)

    def forward(self, x, t):
        return self.l2(F.silu(self.l1(torch.cat([x, self.time_embed(t)], dim=-1))))


class Diffusion:
    def __init__(self, timesteps=10, device="cpu"):
        self.T = timesteps
        self.betas = torch.linspace(1e-4, 0.02, timesteps).to(device)
        self.alphas = 1.0 - self.betas
        self.alphas_cumprod = torch.cumprod(self.alphas, dim=0)
        self.sqrt_ac = torch.sqrt(self.alphas_cumprod)
        self.sqrt_omac = torch.sqrt(1.0 - self.alphas_cumprod)

    def extract(self, a, t, x_shape):
        out = a.gather(-1, t)
        return out.reshape(t.shape[0], *((1,) * (len(x_shape) - 1)))

    def q_sample(self, x0, t, noise):
        return self.extract(self.sqrt_ac, t, x0.shape) * x0 + self.extract(self.sqrt_omac, t, x0.shape) * noise

    def p_losses(self, model, x0, t, noise):
        return F.smooth_l1_loss(noise, model(self.q_sample(x0, t, noise), t))

    @torch.no_grad()
    def sample(self, model, x):
        for i in reversed(range(self.T)):
            t = torch.full((x.shape[0],), i, dtype=torch.long)
            eps = model(x, t)
            beta = self.extract(self.betas, t, x.shape)
            x = (x - beta * eps / self.extract(self.sqrt_omac, t, x.shape)) / torch.sqrt(1 - beta)
        return x


def make_model():
    return Denoise()


def run(model):
    rng = np.random.RandomState(0)
    diffusion = Diffusion()
    optimizer = Adam(model.parameters(), lr=1e-2)
    out = []
    for step in range(20):
        x0 = torch.tensor(rng.randn(16, 2), dtype=torch.float32)
        t = torch.from_numpy(rng.randint(0, 10, 16)).long()
        noise = torch.tensor(rng.randn(16, 2), dtype=torch.float32)
        optimizer.zero_grad()
        loss = diffusion.p_losses(model, x0, t, noise)
        loss.backward()
        optimizer.step()
        out.append(loss.item())
    out.append(diffusion.sample(model, torch.ones(2, 2)).sum().item())
    return out
