"""Freeze the backbone, train the head, unfreeze with a lower rate by add_param_group; filter(lambda p: p.requires_grad)."""
import numpy as np
import torch
import torch.nn as nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.backbone = nn.Sequential(nn.Linear(6, 12), nn.ReLU(), nn.Linear(12, 12), nn.ReLU())
        self.head = nn.Linear(12, 3)

    def freeze(self):
        for p in self.backbone.parameters():
            p.requires_grad = False

    def unfreeze(self):
        for p in self.backbone.parameters():
            p.requires_grad = True

    def forward(self, x):
        return self.head(self.backbone(x))


def make_model():
    return Net()


def fit(model, opt, loss_fn, data, n):
    out = []
    for i in range(n):
        x, y = data[i % len(data)]
        opt.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        opt.step()
        out.append(loss.item())
    return out


def run(model):
    rng = np.random.RandomState(22)
    data = [(torch.FloatTensor(rng.randn(8, 6)), torch.LongTensor(rng.randint(0, 3, 8))) for _ in range(4)]
    loss_fn = nn.CrossEntropyLoss()
    model.train()
    model.freeze()
    opt = torch.optim.SGD(filter(lambda p: p.requires_grad, model.parameters()), lr=0.1, momentum=0.9)
    history = fit(model, opt, loss_fn, data, 8)
    model.unfreeze()
    opt = torch.optim.SGD([
        {'params': model.backbone.parameters(), 'lr': 0.01},
        {'params': model.head.parameters()},
    ], lr=0.05, momentum=0.9)
    history += fit(model, opt, loss_fn, data, 12)
    n_params = sum(p.numel() for p in model.parameters() if p.requires_grad)
    return history + [n_params]
