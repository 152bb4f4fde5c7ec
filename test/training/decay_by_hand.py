"""Weights changed by hand between the steps of an optimizer."""
import numpy as np
import torch
import torch.nn as nn


def make_model():
    return nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1))


def run(model):
    rng = np.random.RandomState(0)
    opt = torch.optim.Adam(model.parameters(), lr=0.01)
    out = []
    for epoch in range(20):
        x = torch.tensor(rng.randn(16, 4), dtype=torch.float32)
        y = torch.tensor(rng.randn(16, 1), dtype=torch.float32)
        loss = nn.functional.mse_loss(model(x), y)
        opt.zero_grad()
        loss.backward()
        opt.step()
        with torch.no_grad():
            for name, p in model.named_parameters():
                if "weight" in name:
                    p.mul_(1 - 0.01)
            model[2].weight.data = model[2].weight.data / model[2].weight.data.norm()
            model[0].bias.copy_(model[0].bias * 0.5)
        out.append(loss.item())
    return out
