"""Gradient accumulation: small batches, and an update on every fourth of them."""
import numpy as np
import torch
import torch.nn as nn
import torch.optim as optim

ACCUMULATION_STEPS = 4


class Net(nn.Module):
    def __init__(self, n_features, n_classes):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(n_features, 32),
            nn.ELU(),
            nn.Linear(32, 32),
            nn.ELU(),
            nn.Linear(32, n_classes),
        )

    def forward(self, x):
        return self.net(x)


def make_model():
    return Net(10, 3)


def run(model=None):
    model = make_model() if model is None else model
    rng = np.random.RandomState(8)
    weights = rng.randn(10, 3)
    features = rng.randn(48, 4, 10).astype(np.float32)
    classes = (features @ weights).argmax(-1).astype(np.int64)

    criterion = nn.CrossEntropyLoss()
    optimizer = optim.SGD(model.parameters(), lr=0.2, momentum=0.9)

    losses = []
    model.train()
    optimizer.zero_grad()  # reset gradients
    for i in range(len(features)):
        inputs = torch.from_numpy(features[i])
        labels = torch.from_numpy(classes[i])

        predictions = model(inputs)
        loss = criterion(predictions, labels)
        loss = loss / ACCUMULATION_STEPS  # normalize, as the loss is averaged
        loss.backward()

        if (i + 1) % ACCUMULATION_STEPS == 0:
            optimizer.step()
            optimizer.zero_grad()
        losses.append(loss.item() * ACCUMULATION_STEPS)
    return losses


if __name__ == "__main__":
    print(np.mean(run()[-4:]))
