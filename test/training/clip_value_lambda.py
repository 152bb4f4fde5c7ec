"""An LSTM forecaster; gradients clipped by value; a warm-up by LambdaLR stepped after each batch."""
import numpy as np
import torch
from torch import nn, optim
from torch.nn.utils import clip_grad_value_
from torch.optim.lr_scheduler import LambdaLR

WARMUP = 5


class Forecaster(nn.Module):
    def __init__(self, hidden_size=16):
        super().__init__()
        self.lstm = nn.LSTM(1, hidden_size, batch_first=True)
        self.linear = nn.Linear(hidden_size, 1)

    def forward(self, x):
        out, _ = self.lstm(x)
        return self.linear(out[:, -1, :])


def make_model():
    return Forecaster()


def warmup(step):
    if step < WARMUP:
        return (step + 1) / WARMUP
    return 0.95 ** (step - WARMUP)


def run(model=None):
    model = make_model() if model is None else model
    rng = np.random.RandomState(5)
    phase = rng.uniform(0, 2 * np.pi, size=(20, 8, 1))
    wave = np.sin(np.arange(13)[None, None, :] * 0.5 + phase).astype(np.float32)
    windows, nexts = wave[:, :, :-1, None], wave[:, :, -1:]

    criterion = nn.SmoothL1Loss()
    optimizer = optim.RMSprop(model.parameters(), lr=0.01, alpha=0.95)
    scheduler = LambdaLR(optimizer, lr_lambda=warmup)

    losses = []
    for window, target in zip(windows, nexts):
        model.train()
        window = torch.from_numpy(window)
        target = torch.from_numpy(target)

        optimizer.zero_grad()
        loss = criterion(model(window), target)
        loss.backward()
        clip_grad_value_(model.parameters(), clip_value=0.05)
        optimizer.step()
        scheduler.step()
        losses.append(float(loss.detach()))
    return losses


if __name__ == "__main__":
    for i, loss in enumerate(run()):
        print(f"{i:3d} {loss:.5f}")
