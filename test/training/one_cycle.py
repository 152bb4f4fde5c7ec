"""OneCycleLR, stepped after every batch; the learning rates are logged."""
import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


class Classifier(nn.Module):
    def __init__(self, in_features, hidden, out_features):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(in_features, hidden),
            nn.SiLU(),
            nn.Linear(hidden, hidden),
            nn.SiLU(),
            nn.Linear(hidden, out_features),
        )

    def forward(self, x):
        return self.layers(x)


def make_model():
    return Classifier(6, 16, 2)


def get_lr(optimizer):
    for param_group in optimizer.param_groups:
        return param_group['lr']


def run(model=None):
    model = make_model() if model is None else model
    rng = np.random.RandomState(24)
    xs = rng.randn(80, 6).astype(np.float32)
    ys = (xs[:, 0] * xs[:, 1] > 0).astype(np.int64)
    train_dl = DataLoader(TensorDataset(torch.from_numpy(xs), torch.from_numpy(ys)), batch_size=8, shuffle=False)

    epochs = 2
    max_lr = 0.05
    optimizer = torch.optim.AdamW(model.parameters(), lr=max_lr, weight_decay=1e-4)
    sched = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr, epochs=epochs, steps_per_epoch=len(train_dl),
                                                cycle_momentum=False)
    loss_func = nn.CrossEntropyLoss()

    losses, lrs = [], []
    for epoch in range(epochs):
        model.train()
        for xb, yb in train_dl:
            loss = loss_func(model(xb), yb)
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()

            losses.append(loss.item())
            lrs.append(get_lr(optimizer))
            sched.step()
        print("Epoch [{}], last_lr: {:.5f}, train_loss: {:.4f}".format(epoch, lrs[-1], losses[-1]))
    return losses + [float(lr) for lr in lrs]


if __name__ == "__main__":
    run()
