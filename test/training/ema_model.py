"""An exponential moving average of the weights, updated after each step and used for the evaluation."""
import copy

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(10, 32)
        self.fc2 = nn.Linear(32, 3)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x):
        return self.fc2(self.dropout(F.gelu(self.fc1(x))))


class EMA:
    def __init__(self, model, decay=0.9):
        self.decay = decay
        self.module = copy.deepcopy(model)
        self.module.eval()
        for p in self.module.parameters():
            p.requires_grad_(False)

    @torch.no_grad()
    def update(self, model):
        for ema_p, p in zip(self.module.parameters(), model.parameters()):
            ema_p.data = ema_p.data * self.decay + p.data * (1.0 - self.decay)


def make_model():
    return Net()


def run(model=None):
    model = make_model() if model is None else model
    ema = EMA(model)
    rng = np.random.RandomState(23)
    w = rng.randn(10, 3)
    X = rng.randn(20, 16, 10).astype(np.float32)
    Y = (X @ w).argmax(-1)

    opt = torch.optim.AdamW(model.parameters(), lr=5e-3)
    history = []
    model.train()
    for step in range(20):
        x, y = torch.as_tensor(X[step]), torch.as_tensor(Y[step])
        opt.zero_grad()
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        opt.step()
        ema.update(model)
        history.append(loss.item())

    with torch.no_grad():
        for x, y in zip(X[:3], Y[:3]):
            history.append(F.cross_entropy(ema.module(torch.as_tensor(x)), torch.as_tensor(y)).item())
    return history


if __name__ == "__main__":
    run()
