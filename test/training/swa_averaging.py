"""Stochastic weight averaging: the averages, their learning rate, and the statistics of the norms anew."""
import numpy as np
import torch
from torch import nn
from torch.optim.swa_utils import SWALR, AveragedModel, update_bn
from torch.utils.data import DataLoader, TensorDataset


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(4, 8)
        self.bn = nn.BatchNorm1d(8)
        self.fc2 = nn.Linear(8, 2)

    def forward(self, x):
        return self.fc2(torch.relu(self.bn(self.fc1(x))))


def make_model():
    return Net()


def run(model):
    rng = np.random.RandomState(0)
    ds = TensorDataset(torch.tensor(rng.randn(40, 4), dtype=torch.float32), torch.tensor(rng.randint(0, 2, 40)))
    loader = DataLoader(ds, batch_size=10, shuffle=False)
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    swa_model = AveragedModel(model)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=10)
    swa_start = 3
    swa_scheduler = SWALR(optimizer, swa_lr=0.05)
    out = []
    for epoch in range(6):
        model.train()
        for input, target in loader:
            optimizer.zero_grad()
            loss = loss_fn(model(input), target)
            loss.backward()
            optimizer.step()
            out.append(loss.item())
        if epoch > swa_start:
            swa_model.update_parameters(model)
            swa_scheduler.step()
        else:
            scheduler.step()
    update_bn(loader, swa_model)
    swa_model.eval()
    with torch.no_grad():
        for input, target in loader:
            out.append(loss_fn(swa_model(input), target).item())
    return out
