"""Mixed precision as it is written for GPUs: autocast around the forward pass, a GradScaler around the step."""
import numpy as np
import torch
import torch.nn as nn
from torch.cuda.amp import GradScaler, autocast

use_amp = torch.cuda.is_available()


class ConvNet(nn.Module):
    def __init__(self, num_classes=4):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 8, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(8)
        self.conv2 = nn.Conv2d(8, 16, 3, stride=2, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(16)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(16, num_classes)

    def forward(self, x):
        x = torch.relu(self.bn1(self.conv1(x)))
        x = torch.relu(self.bn2(self.conv2(x)))
        return self.fc(torch.flatten(self.pool(x), 1))


def make_model():
    return ConvNet()


def run(model=None):
    model = make_model() if model is None else model
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model.to(device)
    rng = np.random.RandomState(22)
    y_all = rng.randint(0, 4, (20, 8)).astype(np.int64)
    x_all = 0.5 * rng.randn(20, 8, 3, 8, 8).astype(np.float32)
    x_all += y_all[:, :, None, None, None] - 1.5

    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9, weight_decay=1e-4)
    scaler = GradScaler(enabled=use_amp)

    losses = []
    model.train()
    for x, y in zip(x_all, y_all):
        images = torch.from_numpy(x).to(device, non_blocking=True)
        target = torch.from_numpy(y).to(device, non_blocking=True)

        optimizer.zero_grad(set_to_none=True)
        with autocast(enabled=use_amp):
            output = model(images)
            loss = criterion(output, target)

        scaler.scale(loss).backward()
        scaler.unscale_(optimizer)
        torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
        scaler.step(optimizer)
        scaler.update()

        acc = (output.argmax(dim=1) == target).float().mean()
        losses.append(loss.item())
    print(f"loss {losses[-1]:.4f} accuracy {acc.item():.3f}")
    return losses


if __name__ == "__main__":
    run()
