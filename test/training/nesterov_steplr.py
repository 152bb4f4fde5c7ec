"""SGD with Nesterov momentum and weight decay; StepLR after every epoch; a Dataset class; validation at the end."""
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.optim import SGD
from torch.optim.lr_scheduler import StepLR
from torch.utils.data import Dataset, DataLoader


class Stripes(Dataset):
    """Horizontal or vertical stripes under noise."""

    def __init__(self, n, seed):
        rng = np.random.RandomState(seed)
        self.y = rng.randint(0, 2, n).astype(np.int64)
        self.x = 0.5 * rng.randn(n, 1, 10, 10).astype(np.float32)
        for i, label in enumerate(self.y):
            if label:
                self.x[i, :, ::2, :] += 1
            else:
                self.x[i, :, :, ::2] += 1

    def __getitem__(self, index):
        return self.x[index], self.y[index]

    def __len__(self):
        return self.x.shape[0]


class ConvNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 8, 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(8)
        self.conv2 = nn.Conv2d(8, 8, 3, stride=2, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(8, momentum=0.2)
        self.fc = nn.Linear(8, 2)

    def forward(self, x):
        x = F.leaky_relu(self.bn1(self.conv1(x)), 0.1)
        x = F.leaky_relu(self.bn2(self.conv2(x)), 0.1)
        x = F.adaptive_avg_pool2d(x, 1).squeeze(-1).squeeze(-1)
        return F.log_softmax(self.fc(x), dim=1)


def make_model():
    return ConvNet()


def test(model, loader):
    model.eval()
    loss, hits = 0, 0
    with torch.no_grad():
        for data, target in loader:
            output = model(data)
            loss += F.nll_loss(output, target, reduction='sum').item()
            pred = output.max(1, keepdim=True)[1]
            hits += pred.eq(target.view_as(pred)).sum().item()
    print('Test: average loss {:.4f}, accuracy {}/{}'.format(loss / len(loader.dataset), hits, len(loader.dataset)))
    return loss / len(loader.dataset)


def run(model=None):
    model = make_model() if model is None else model
    train_loader = DataLoader(Stripes(35, seed=3), batch_size=8, shuffle=False)
    test_loader = DataLoader(Stripes(16, seed=4), batch_size=16)
    optimizer = SGD(model.parameters(), lr=0.1, momentum=0.9, weight_decay=1e-4, nesterov=True)
    scheduler = StepLR(optimizer, step_size=2, gamma=0.5)

    losses = []
    for epoch in range(4):
        model.train()
        for data, target in train_loader:
            optimizer.zero_grad()
            output = model(data)
            loss = F.nll_loss(output, target)
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        scheduler.step()
    losses.append(test(model, test_loader))
    return losses


if __name__ == '__main__':
    run()
