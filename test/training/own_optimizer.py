"""An optimizer of one's own: sign descent with momentum, as a subclass of torch.optim.Optimizer."""
import numpy as np
import torch
import torch.nn as nn
from torch.optim.optimizer import Optimizer


class SignSGD(Optimizer):
    def __init__(self, params, lr=1e-3, beta=0.9):
        if lr < 0.0:
            raise ValueError("Invalid learning rate: {}".format(lr))
        super().__init__(params, dict(lr=lr, beta=beta))

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if len(state) == 0:
                    state["exp_avg"] = torch.zeros_like(p)
                exp_avg = state["exp_avg"]
                exp_avg.mul_(group["beta"]).add_(p.grad, alpha=1 - group["beta"])
                p.add_(torch.sign(exp_avg), alpha=-group["lr"])


def make_model():
    return nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1))


def run(model=None):
    model = make_model() if model is None else model
    rng = np.random.RandomState(36)
    X = torch.from_numpy(rng.randn(20, 8, 4).astype(np.float32))
    optimizer = SignSGD(model.parameters(), lr=0.01)
    criterion = nn.MSELoss()
    losses = []
    model.train()
    for x in X:
        optimizer.zero_grad()
        loss = criterion(model(x), x.sum(1, keepdim=True))
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


if __name__ == "__main__":
    run()
