"""Each batch is split into micro-batches whose gradients add up before the update."""
import numpy as np
import torch
from torch import nn, optim


class MLP(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        layers = []
        for a, b in zip(sizes[:-1], sizes[1:]):
            layers += [nn.Linear(a, b), nn.Tanh()]
        self.body = nn.Sequential(*layers[:-1])

    def forward(self, x):
        return self.body(x)


def make_model():
    return MLP([4, 16, 16, 1])


def run(model=None):
    model = make_model() if model is None else model
    rng = np.random.RandomState(35)
    features = rng.randn(20, 12, 4).astype(np.float32)
    values = np.sin(features.sum(-1, keepdims=True)).astype(np.float32)

    model.train()
    loss_fn = nn.MSELoss()
    opt = optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    accum = 3
    history = []
    for step in range(20):
        x, y = torch.from_numpy(features[step]), torch.from_numpy(values[step])
        opt.zero_grad()
        running = 0.0
        for xb, yb in zip(x.chunk(accum), y.chunk(accum)):
            loss = loss_fn(model(xb), yb) / accum
            loss.backward()
            running += loss.item()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        opt.step()
        history.append(running)
    return history


if __name__ == "__main__":
    run()
