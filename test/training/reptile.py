"""Reptile: weights moved between those before and after some steps."""
import copy

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


def make_model():
    return nn.Sequential(nn.Linear(1, 16), nn.Tanh(), nn.Linear(16, 1))


def run(model):
    """Reptile"""
    rng = np.random.RandomState(0)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.02)
    out = []
    for iteration in range(8):
        weights_before = copy.deepcopy(model.state_dict())
        phase = rng.uniform(0, 3)
        for _ in range(4):
            x = torch.tensor(rng.uniform(-2, 2, (10, 1)), dtype=torch.float32)
            loss = F.mse_loss(model(x), torch.sin(x + phase))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            out.append(loss.item())
        weights_after = model.state_dict()
        step = 0.1
        model.load_state_dict({name: weights_before[name] + (weights_after[name] - weights_before[name]) * step for name in weights_before})
    return out
