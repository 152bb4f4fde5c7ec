"""An averaged model with an average of its own."""
import numpy as np
import torch
from torch import nn


def make_model():
    return nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1))


def run(model):
    rng = np.random.RandomState(0)
    ema_avg = lambda averaged_model_parameter, model_parameter, num_averaged: \
        0.1 * averaged_model_parameter + 0.9 * model_parameter
    ema_model = torch.optim.swa_utils.AveragedModel(model, avg_fn=ema_avg)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    out = []
    for i in range(20):
        x = torch.tensor(rng.randn(5, 4), dtype=torch.float32)
        y = torch.tensor(rng.randn(5, 1), dtype=torch.float32)
        optimizer.zero_grad()
        loss = nn.functional.l1_loss(model(x), y)
        loss.backward()
        optimizer.step()
        ema_model.update_parameters(model)
        with torch.no_grad():
            out.append(nn.functional.l1_loss(ema_model(x), y).item())
        out.append(loss.item())
    return out
