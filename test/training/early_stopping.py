"""Early stopping on the validation loss; the best weights are kept in memory and put back at the end."""
import copy

import numpy as np
import torch
import torch.nn as nn
import torch.optim as optim
from torch.optim import lr_scheduler


class EarlyStopping:
    """Stops when the score has not improved for `patience` epochs."""

    def __init__(self, patience=3, delta=0.0):
        self.patience = patience
        self.delta = delta
        self.counter = 0
        self.best_loss = float("inf")
        self.best_state = None

    def __call__(self, val_loss, model):
        if val_loss < self.best_loss - self.delta:
            self.best_loss = val_loss
            self.best_state = copy.deepcopy(model.state_dict())
            self.counter = 0
        else:
            self.counter += 1
        return self.counter >= self.patience


class MLP(nn.Module):
    def __init__(self, in_dim=6, hidden=(24, 12)):
        super().__init__()
        dims = [in_dim, *hidden]
        self.hidden = nn.ModuleList([nn.Linear(a, b) for a, b in zip(dims[:-1], dims[1:])])
        self.out = nn.Linear(dims[-1], 1)

    def forward(self, x):
        for layer in self.hidden:
            x = torch.tanh(layer(x))
        return self.out(x).squeeze(-1)


def make_model():
    return MLP()


def make_split(rng, n):
    x = rng.randn(n, 6).astype(np.float32)
    y = (x[:, 0] * x[:, 1] + np.sin(x[:, 2]) + 0.3 * rng.randn(n)).astype(np.float32)
    return torch.from_numpy(x), torch.from_numpy(y)


def run(model=None):
    model = make_model() if model is None else model
    rng = np.random.RandomState(11)
    x_train, y_train = make_split(rng, 32)
    x_val, y_val = make_split(rng, 32)

    criterion = nn.MSELoss()
    optimizer = optim.SGD(model.parameters(), lr=0.2, momentum=0.9)
    scheduler = lr_scheduler.ExponentialLR(optimizer, gamma=0.97)
    stopper = EarlyStopping(patience=3)

    losses = []
    for epoch in range(40):
        # Each epoch has a training and a validation phase
        for phase in ["train", "val"]:
            if phase == "train":
                model.train()
                x, y = x_train, y_train
            else:
                model.eval()
                x, y = x_val, y_val

            optimizer.zero_grad()
            # track history only in train
            with torch.set_grad_enabled(phase == "train"):
                loss = criterion(model(x), y)
                if phase == "train":
                    loss.backward()
                    optimizer.step()
            if phase == "train":
                scheduler.step()
            losses.append(loss.item())

        if stopper(losses[-1], model):
            print(f"stopped in epoch {epoch}, best validation loss {stopper.best_loss:.4f}")
            break

    model.load_state_dict(stopper.best_state)
    with torch.no_grad():
        losses.append(criterion(model(x_val), y_val).item())
    return losses


if __name__ == "__main__":
    run()
