"""An optimizer handed on as a class, and one cycle of its learning rate."""
import numpy as np
import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset


def make_model():
    return nn.Sequential(nn.Linear(6, 12), nn.BatchNorm1d(12), nn.ReLU(), nn.Linear(12, 3))


def get_lr(optimizer):
    for g in optimizer.param_groups:
        return g['lr']


def fit_one_cycle(epochs, max_lr, model, train_loader, weight_decay=0, grad_clip=None, opt_func=torch.optim.SGD):
    history = []
    optimizer = opt_func(model.parameters(), max_lr, weight_decay=weight_decay)
    sched = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr, epochs=epochs, steps_per_epoch=len(train_loader))
    for epoch in range(epochs):
        model.train()
        train_losses = []
        lrs = []
        for batch in train_loader:
            images, labels = batch
            loss = nn.functional.cross_entropy(model(images), labels)
            train_losses.append(loss)
            loss.backward()
            if grad_clip:
                nn.utils.clip_grad_value_(model.parameters(), grad_clip)
            optimizer.step()
            optimizer.zero_grad()
            lrs.append(get_lr(optimizer))
            sched.step()
        history.append(torch.stack(train_losses).mean().item())
        history += lrs
    return history


def run(model):
    rng = np.random.RandomState(0)
    ds = TensorDataset(torch.tensor(rng.randn(40, 6), dtype=torch.float32), torch.tensor(rng.randint(0, 3, 40)))
    return fit_one_cycle(4, 0.05, model, DataLoader(ds, 8), weight_decay=1e-4, grad_clip=0.1, opt_func=torch.optim.SGD)
