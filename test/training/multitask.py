"""Multi-task training with learned log-variances, losses in a dict, and a total built by sum()."""
import numpy as np
import torch
import torch.nn as nn


class MultiTask(nn.Module):
    def __init__(self):
        super().__init__()
        self.trunk = nn.Sequential(nn.Linear(6, 16), nn.ELU())
        self.heads = nn.ModuleDict({'cls': nn.Linear(16, 3), 'reg': nn.Linear(16, 1)})
        self.log_vars = nn.Parameter(torch.zeros(2))

    def forward(self, x):
        h = self.trunk(x)
        return {name: head(h) for name, head in self.heads.items()}


class Criterion(nn.Module):
    def __init__(self, weights):
        super().__init__()
        self.weights = weights
        self.ce = nn.CrossEntropyLoss()
        self.l1 = nn.L1Loss()

    def forward(self, outputs, targets):
        return {
            'loss_cls': self.ce(outputs['cls'], targets['cls']),
            'loss_reg': self.l1(outputs['reg'].squeeze(-1), targets['reg']),
        }


def make_model():
    return MultiTask()


def run(model):
    rng = np.random.RandomState(17)
    criterion = Criterion({'loss_cls': 1.0, 'loss_reg': 0.5})
    optimizer = torch.optim.Adagrad(model.parameters(), lr=0.05)
    meters = {'loss_cls': [], 'loss_reg': []}
    history = []
    for it in range(15):
        x = torch.as_tensor(rng.randn(8, 6), dtype=torch.float32)
        targets = {'cls': torch.as_tensor(rng.randint(0, 3, 8)), 'reg': torch.as_tensor(rng.randn(8), dtype=torch.float32)}
        outputs = model(x)
        loss_dict = criterion(outputs, targets)
        weight_dict = criterion.weights
        losses = sum(loss_dict[k] * weight_dict[k] for k in loss_dict.keys() if k in weight_dict)
        total = losses + (torch.exp(-model.log_vars) * torch.stack(list(loss_dict.values())) + model.log_vars).sum()
        optimizer.zero_grad()
        total.backward()
        optimizer.step()
        for k, v in loss_dict.items():
            meters[k].append(v.item())
        history.append(total.item())
    return history + meters['loss_cls'] + meters['loss_reg']
