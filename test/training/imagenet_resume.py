"""Checkpoints written by a function that is given the state, the best one apart."""
import os
import random
import tempfile

import numpy as np
import torch
import torch.nn as nn
import torch.optim as optim


def set_seed(seed):
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    if torch.cuda.is_available():
        torch.cuda.manual_seed_all(seed)
    torch.backends.cudnn.deterministic = True
    torch.backends.cudnn.benchmark = False


def save_checkpoint(state, is_best, folder):
    filename = os.path.join(folder, "checkpoint.pth.tar")
    torch.save(state, filename)
    if is_best:
        torch.save(state["state_dict"], os.path.join(folder, "model_best.pth"))


def make_model():
    return nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2))


def train(model, optimizer, criterion, epoch):
    rng = np.random.RandomState(epoch)
    losses = []
    for _ in range(3):
        x = torch.tensor(rng.randn(8, 4), dtype=torch.float32)
        y = torch.tensor(rng.randint(0, 2, 8))
        loss = criterion(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def run(model):
    set_seed(42)
    folder = tempfile.mkdtemp()
    resume = os.path.join(folder, "checkpoint.pth.tar")
    criterion = nn.CrossEntropyLoss()
    optimizer = optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    scheduler = optim.lr_scheduler.StepLR(optimizer, step_size=1, gamma=0.7)
    best_loss = 1e9
    out = []
    for epoch in range(3):
        losses = train(model, optimizer, criterion, epoch)
        scheduler.step()
        is_best = sum(losses) < best_loss
        best_loss = min(sum(losses), best_loss)
        save_checkpoint({
            "epoch": epoch + 1,
            "state_dict": model.state_dict(),
            "best_loss": best_loss,
            "optimizer": optimizer.state_dict(),
            "scheduler": scheduler.state_dict(),
            "rng_state": torch.get_rng_state(),
            "numpy_rng": np.random.get_state(),
        }, is_best, folder)
        out += losses

    optimizer = optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    scheduler = optim.lr_scheduler.StepLR(optimizer, step_size=1, gamma=0.7)
    start_epoch = 0
    if os.path.isfile(resume):
        print("=> loading checkpoint '{}'".format(resume))
        checkpoint = torch.load(resume, weights_only=False)
        start_epoch = checkpoint["epoch"]
        best_loss = checkpoint["best_loss"]
        model.load_state_dict(checkpoint["state_dict"])
        optimizer.load_state_dict(checkpoint["optimizer"])
        scheduler.load_state_dict(checkpoint["scheduler"])
        torch.set_rng_state(checkpoint["rng_state"])
        print("=> loaded checkpoint '{}' (epoch {})".format(resume, checkpoint["epoch"]))
    for epoch in range(start_epoch, 6):
        out += train(model, optimizer, criterion, epoch)
        scheduler.step()
    model.load_state_dict(torch.load(os.path.join(folder, "model_best.pth")))
    out.append(best_loss)
    return out
