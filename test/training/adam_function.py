"""Adam, with the step in a train() function that is given everything; batches come from a DataLoader."""
import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

device = "cuda" if torch.cuda.is_available() else "cpu"


def make_model():
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(8 * 8, 32),
        nn.BatchNorm1d(32),
        nn.ReLU(),
        nn.Linear(32, 5),
    )


def train(model, loader, optimizer, criterion, device):
    losses = []
    correct = 0
    model.train()
    for batch, (X, y) in enumerate(loader):
        X, y = X.to(device), y.to(device)

        # Compute prediction error
        pred = model(X)
        loss = criterion(pred, y)

        # Backpropagation
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

        losses.append(loss.item())
        correct += (pred.argmax(1) == y).type(torch.float).sum().item()
        if batch % 5 == 0:
            print(f"loss: {loss.item():>7f}  [{batch * len(X):>5d}/{len(loader.dataset):>5d}]")
    print(f"accuracy {100 * correct / len(loader.dataset):.1f}%")
    return losses


def run(model=None):
    model = make_model() if model is None else model
    rng = np.random.RandomState(1)
    x = torch.from_numpy(rng.rand(100, 1, 8, 8).astype(np.float32))
    y = torch.from_numpy(rng.randint(0, 5, size=(100,)).astype(np.int64))
    loader = DataLoader(TensorDataset(x, y), batch_size=10, shuffle=False)

    model = model.to(device)
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)

    history = []
    for _ in range(2):
        history += train(model, loader, optimizer, criterion, device)
    return history


if __name__ == "__main__":
    run()
