"""A Trainer with a _run_batch, _run_epoch and hooks, everything in attributes; a config as a dataclass."""
from dataclasses import dataclass
from typing import Dict, List, Optional

import numpy as np
import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader, Dataset


@dataclass
class TrainConfig:
    max_epochs: int = 3
    lr: float = 1e-2
    grad_norm_clip: Optional[float] = 1.0
    batch_size: int = 8


class ToyDataset(Dataset):
    def __init__(self, n: int, seed: int = 0):
        rng = np.random.RandomState(seed)
        self.x = rng.randn(n, 5).astype(np.float32)
        self.y = (self.x[:, 0] > 0).astype(np.int64)

    def __len__(self) -> int:
        return len(self.x)

    def __getitem__(self, index: int):
        return torch.from_numpy(self.x[index]), int(self.y[index])


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.Sequential(nn.Linear(5, 16), nn.GELU(), nn.Linear(16, 2))

    def forward(self, idx: Tensor, targets: Optional[Tensor] = None):
        logits = self.block(idx)
        loss = None
        if targets is not None:
            loss = nn.functional.cross_entropy(logits, targets)
        return logits, loss

    def configure_optimizers(self, config: TrainConfig):
        decay, no_decay = [], []
        for name, p in self.named_parameters():
            (no_decay if name.endswith('bias') else decay).append(p)
        groups = [{"params": decay, "weight_decay": 0.1}, {"params": no_decay, "weight_decay": 0.0}]
        return torch.optim.AdamW(groups, lr=config.lr, betas=(0.9, 0.95))


class Trainer:
    def __init__(self, model: nn.Module, dataset: Dataset, config: TrainConfig):
        self.model = model
        self.config = config
        self.device = 'cuda' if torch.cuda.is_available() else 'cpu'
        self.model = self.model.to(self.device)
        self.loader = DataLoader(dataset, batch_size=config.batch_size, shuffle=False, drop_last=True)
        self.optimizer = self.model.configure_optimizers(config)
        self.history: List[float] = []

    def _run_batch(self, source: Tensor, targets: Tensor) -> float:
        self.optimizer.zero_grad(set_to_none=True)
        logits, loss = self.model(source, targets)
        loss.backward()
        if self.config.grad_norm_clip is not None:
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.config.grad_norm_clip)
        self.optimizer.step()
        return loss.item()

    def _run_epoch(self, epoch: int) -> None:
        for source, targets in self.loader:
            source = source.to(self.device)
            targets = targets.to(self.device)
            self.history.append(self._run_batch(source, targets))

    def train(self) -> List[float]:
        self.model.train()
        for epoch in range(self.config.max_epochs):
            self._run_epoch(epoch)
        return self.history


def make_model():
    return Model()


def run(model):
    return Trainer(model, ToyDataset(32), TrainConfig()).train()
