"""ReduceLROnPlateau on the validation loss, with the learning rate printed in each epoch."""
import numpy as np
import torch
import torch.nn as nn
import torch.optim as optim
from torch.optim.lr_scheduler import ReduceLROnPlateau


class Net(nn.Module):
    def __init__(self):
        super(Net, self).__init__()
        self.fc = nn.Sequential(nn.Linear(5, 20), nn.ReLU(), nn.Linear(20, 1))

    def forward(self, x):
        return self.fc(x)


def make_model():
    return Net()


def train(model, optimizer, criterion, x, y):
    model.train()
    optimizer.zero_grad()
    y_hat = model(x)
    loss = criterion(y_hat, y)
    loss.backward()
    optimizer.step()
    return loss.item()


def evaluate(model, criterion, x, y):
    model.eval()
    with torch.no_grad():
        return criterion(model(x), y).item()


def run(model=None):
    model = make_model() if model is None else model
    rng = np.random.RandomState(25)
    x = torch.tensor(rng.randn(64, 5), dtype=torch.float32)
    y = x[:, :1] * 2 - x[:, 1:2] + 0.5
    x_val = torch.tensor(rng.randn(32, 5), dtype=torch.float32)
    y_val = x_val[:, :1] * 2 - x_val[:, 1:2] + torch.tensor(rng.randn(32, 1), dtype=torch.float32)

    criterion = nn.MSELoss()
    optimizer = optim.Adam(model.parameters(), lr=0.1)
    scheduler = ReduceLROnPlateau(optimizer, mode='min', factor=0.5, patience=1)

    history = []
    for epoch in range(20):
        train_loss = train(model, optimizer, criterion, x, y)
        val_loss = evaluate(model, criterion, x_val, y_val)
        scheduler.step(val_loss)
        lr = optimizer.param_groups[0]['lr']
        print(f'Epoch {epoch:02d} lr {lr:.4f} train {train_loss:.4f} val {val_loss:.4f}')
        history += [train_loss, val_loss]
    return history


if __name__ == '__main__':
    run()
