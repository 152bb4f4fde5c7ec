"""Train a small image classifier on synthetic data."""
import argparse
import time

import numpy as np
import torch
import torch.nn as nn
import torch.optim as optim
from torch.utils.data import DataLoader, Dataset

from cnn import resnet8


class SmallConvNet(nn.Module):
    def __init__(self, num_classes=10, rate=0.1):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 32, 3, 1, 1),
            nn.BatchNorm2d(32),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(32, 64, 3, 1, 1),
            nn.BatchNorm2d(64),
            nn.ReLU(),
            nn.MaxPool2d(2),
        )
        self.classifier = nn.Sequential(
            nn.Linear(64 * 8 * 8, 128),
            nn.ReLU(),
            nn.Dropout(rate),
            nn.Linear(128, num_classes),
        )

    def forward(self, x):
        x = self.features(x)
        x = x.view(x.size(0), -1)
        return self.classifier(x)


class SyntheticImages(Dataset):
    """Noise with one faint square per class, so that there is something to learn."""

    def __init__(self, size, num_classes=10, seed=0):
        rng = np.random.RandomState(seed)
        self.labels = rng.randint(0, num_classes, size=size).astype(np.int64)
        self.images = rng.normal(0, 1, (size, 3, 32, 32)).astype(np.float32)
        for image, label in zip(self.images, self.labels):
            row, col = divmod(int(label), 4)
            image[:, row * 8:row * 8 + 8, col * 8:col * 8 + 8] += 0.6

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, idx):
        return self.images[idx], self.labels[idx]


def train(model, loader, criterion, optimizer, device, epoch, args):
    model.train()
    running_loss = 0.0
    correct = 0
    total = 0
    for i, (images, labels) in enumerate(loader):
        images = images.to(device)
        labels = labels.to(device)

        optimizer.zero_grad()
        outputs = model(images)
        loss = criterion(outputs, labels)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), args.clip)
        optimizer.step()

        running_loss += loss.item()
        pred = outputs.argmax(dim=1)
        correct += pred.eq(labels).sum().item()
        total += labels.size(0)

        if i % args.log_interval == 0:
            print(f"epoch {epoch} [{i}/{len(loader)}] loss {loss.item():.4f}")

    return running_loss / len(loader), correct / total


def validate(model, loader, criterion, device):
    model.eval()
    val_loss = 0.0
    correct = 0
    with torch.no_grad():
        for images, labels in loader:
            images, labels = images.to(device), labels.to(device)
            outputs = model(images)
            val_loss += criterion(outputs, labels).item() * labels.size(0)
            correct += (outputs.argmax(1) == labels).sum().item()
    n = len(loader.dataset)
    return val_loss / n, correct / n


def parse_args():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", choices=["small", "resnet"], default="small")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch-size", type=int, default=32)
    parser.add_argument("--lr", type=float, default=0.02)
    parser.add_argument("--momentum", type=float, default=0.9)
    parser.add_argument("--weight-decay", type=float, default=5e-4)
    parser.add_argument("--step-size", type=int, default=2, help="epochs between two decays of the learning rate")
    parser.add_argument("--gamma", type=float, default=0.1)
    parser.add_argument("--clip", type=float, default=5.0, help="largest norm of the gradient")
    parser.add_argument("--log-interval", type=int, default=5)
    parser.add_argument("--train-size", type=int, default=1024)
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--checkpoint", default="best.pt")
    parser.add_argument("--resume", metavar="PATH", help="start from these weights")
    return parser.parse_args()


def main():
    args = parse_args()
    torch.manual_seed(args.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")

    train_set = SyntheticImages(args.train_size, seed=args.seed)
    val_set = SyntheticImages(args.train_size // 4, seed=args.seed + 1)
    train_loader = DataLoader(train_set, batch_size=args.batch_size, shuffle=True, drop_last=True)
    val_loader = DataLoader(val_set, batch_size=args.batch_size)

    model = resnet8(num_classes=10) if args.model == "resnet" else SmallConvNet(num_classes=10)
    model = model.to(device)
    if args.resume:
        print(f"resuming from {args.resume}")
        model.load_state_dict(torch.load(args.resume, map_location=device))

    criterion = nn.CrossEntropyLoss()
    optimizer = optim.SGD(model.parameters(), lr=args.lr, momentum=args.momentum, weight_decay=args.weight_decay)
    scheduler = optim.lr_scheduler.StepLR(optimizer, step_size=args.step_size, gamma=args.gamma)

    best_acc = 0.0
    for epoch in range(1, args.epochs + 1):
        start = time.time()
        train_loss, train_acc = train(model, train_loader, criterion, optimizer, device, epoch, args)
        val_loss, val_acc = validate(model, val_loader, criterion, device)
        scheduler.step()
        print(
            f"epoch {epoch}: train {train_loss:.4f} / {train_acc:.3f}, "
            f"val {val_loss:.4f} / {val_acc:.3f}, {time.time() - start:.1f}s"
        )

        # keep the best weights only
        if val_acc > best_acc:
            best_acc = val_acc
            torch.save(model.state_dict(), args.checkpoint)

    model.load_state_dict(torch.load(args.checkpoint))
    _, acc = validate(model, val_loader, criterion, device)
    print(f"best accuracy {acc:.3f}")


if __name__ == "__main__":
    main()
