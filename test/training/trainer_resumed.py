"""A trainer with a configuration and callbacks that goes on from its best checkpoint."""
import os
import tempfile
from dataclasses import dataclass
from typing import Optional

import numpy as np
import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset


@dataclass
class Config:
    lr: float = 0.05
    epochs: int = 4
    batch_size: int = 8
    weight_decay: float = 1e-4
    grad_clip: Optional[float] = 1.0
    log_every: int = 2
    ckpt_dir: str = ""
    device: str = "cuda" if torch.cuda.is_available() else "cpu"


class Callback:
    def on_epoch_end(self, trainer, logs):
        pass


class HistoryCallback(Callback):
    def __init__(self):
        self.history = []

    def on_epoch_end(self, trainer, logs):
        self.history.append(logs["train_loss"])
        self.history.append(logs["val_loss"])


class Trainer:
    def __init__(self, model, train_loader, val_loader, config, callbacks=()):
        self.config = config
        self.device = torch.device(config.device)
        self.model = model.to(self.device)
        self.train_loader = train_loader
        self.val_loader = val_loader
        self.criterion = nn.CrossEntropyLoss()
        self.optimizer = torch.optim.AdamW(self.model.parameters(), lr=config.lr, weight_decay=config.weight_decay)
        self.scheduler = torch.optim.lr_scheduler.StepLR(self.optimizer, step_size=2, gamma=0.5)
        self.callbacks = callbacks
        self.global_step = 0
        self.best_val = float("inf")

    def _run_batch(self, batch):
        x, y = (t.to(self.device) for t in batch)
        self.optimizer.zero_grad()
        logits = self.model(x)
        loss = self.criterion(logits, y)
        loss.backward()
        if self.config.grad_clip is not None:
            nn.utils.clip_grad_norm_(self.model.parameters(), self.config.grad_clip)
        self.optimizer.step()
        self.global_step += 1
        return loss.item()

    def train_epoch(self, epoch):
        self.model.train()
        total = 0.0
        for i, batch in enumerate(self.train_loader):
            total += self._run_batch(batch)
            if i % self.config.log_every == 0:
                lr = self.optimizer.param_groups[0]["lr"]
                print(f"[{epoch}:{i}] lr={lr:.4g}")
        return total / len(self.train_loader)

    @torch.no_grad()
    def validate(self):
        self.model.eval()
        total, n = 0.0, 0
        for x, y in self.val_loader:
            x, y = x.to(self.device), y.to(self.device)
            total += self.criterion(self.model(x), y).item() * x.size(0)
            n += x.size(0)
        return total / n

    def save_checkpoint(self, path, epoch):
        torch.save({
            "epoch": epoch,
            "model_state_dict": self.model.state_dict(),
            "optimizer_state_dict": self.optimizer.state_dict(),
            "scheduler_state_dict": self.scheduler.state_dict(),
            "best_val": self.best_val,
        }, path)

    def load_checkpoint(self, path):
        checkpoint = torch.load(path, map_location=self.device)
        self.model.load_state_dict(checkpoint["model_state_dict"])
        self.optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
        self.scheduler.load_state_dict(checkpoint["scheduler_state_dict"])
        self.best_val = checkpoint["best_val"]
        return checkpoint["epoch"] + 1

    def fit(self, start_epoch=0):
        for epoch in range(start_epoch, self.config.epochs):
            train_loss = self.train_epoch(epoch)
            val_loss = self.validate()
            self.scheduler.step()
            if val_loss < self.best_val:
                self.best_val = val_loss
                self.save_checkpoint(os.path.join(self.config.ckpt_dir, "best.pt"), epoch)
            for cb in self.callbacks:
                cb.on_epoch_end(self, {"train_loss": train_loss, "val_loss": val_loss})


def make_model():
    return nn.Sequential(nn.Linear(5, 10), nn.ReLU(), nn.Linear(10, 3))


def run(model):
    rng = np.random.RandomState(0)
    data = TensorDataset(torch.tensor(rng.randn(40, 5), dtype=torch.float32), torch.tensor(rng.randint(0, 3, 40)))
    loader = DataLoader(data, batch_size=8)
    config = Config(ckpt_dir=tempfile.mkdtemp())
    history = HistoryCallback()
    trainer = Trainer(model, loader, loader, config, [history])
    trainer.fit()
    trainer.load_checkpoint(os.path.join(config.ckpt_dir, "best.pt"))
    config.epochs = 6
    trainer.fit(start_epoch=4)
    return history.history
