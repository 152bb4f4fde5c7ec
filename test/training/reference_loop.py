"""One epoch as reference scripts write it: a step with and one without a GradScaler, optional clipping, warm-up in the first epoch."""
import math

import numpy as np
import torch
import torch.nn as nn
from torch.optim.lr_scheduler import LinearLR


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3, bias=False)
        self.bn = nn.BatchNorm2d(8)
        self.fc = nn.Linear(8, 3)

    def forward(self, x):
        x = torch.relu(self.bn(self.conv(x)))
        return self.fc(x.mean(dim=(2, 3)))


def make_model():
    return Net()


def accuracy(output, target, topk=(1,)):
    with torch.no_grad():
        maxk = max(topk)
        _, pred = output.topk(maxk, 1, True, True)
        correct = pred.t().eq(target[None])
        return [correct[:k].flatten().sum().item() * 100.0 / target.size(0) for k in topk]


def train_one_epoch(model, criterion, optimizer, data_loader, device, epoch, clip_grad_norm=None, scaler=None):
    model.train()
    warmup = None
    if epoch == 0:
        warmup = LinearLR(optimizer, start_factor=0.1, total_iters=len(data_loader) - 1)

    losses = []
    for i, (image, target) in enumerate(data_loader):
        image, target = image.to(device), target.to(device)
        with torch.cuda.amp.autocast(enabled=scaler is not None):
            output = model(image)
            loss = criterion(output, target)

        loss_value = loss.item()
        if not math.isfinite(loss_value):
            raise RuntimeError(f"Loss is {loss_value}, stopping training")

        optimizer.zero_grad()
        if scaler is not None:
            scaler.scale(loss).backward()
            if clip_grad_norm is not None:
                # we should unscale the gradients of optimizer's assigned params if do gradient clipping
                scaler.unscale_(optimizer)
                nn.utils.clip_grad_norm_(model.parameters(), clip_grad_norm)
            scaler.step(optimizer)
            scaler.update()
        else:
            loss.backward()
            if clip_grad_norm is not None:
                nn.utils.clip_grad_norm_(model.parameters(), clip_grad_norm)
            optimizer.step()

        if warmup is not None:
            warmup.step()
        acc1, acc2 = accuracy(output, target, topk=(1, 2))
        losses.append(loss_value)
    print(f"Epoch {epoch} loss {losses[-1]:.4f} acc1 {acc1:.1f} acc2 {acc2:.1f} lr {optimizer.param_groups[0]['lr']:.4f}")
    return losses


def run(model=None):
    model = make_model() if model is None else model
    device = torch.device("cpu")
    rng = np.random.RandomState(32)
    loader = []
    for _ in range(10):
        y = rng.randint(0, 3, 8).astype(np.int64)
        x = rng.randn(8, 3, 8, 8).astype(np.float32)
        x[np.arange(8), y] += 1
        loader.append((torch.from_numpy(x), torch.from_numpy(y)))

    criterion = nn.CrossEntropyLoss(label_smoothing=0.1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.2, momentum=0.9)
    history = []
    for epoch in range(2):
        history += train_one_epoch(model, criterion, optimizer, loader, device, epoch, clip_grad_norm=1.0)
    return history


if __name__ == "__main__":
    run()
