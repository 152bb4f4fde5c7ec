"""A Trainer that owns the model, the optimizer and the schedule, with one method for a step."""
from typing import Iterable, List, Tuple

import numpy as np
import torch
import torch.nn as nn
from torch import Tensor


class TwoLayer(nn.Module):
    def __init__(self, d_in: int, d_hidden: int, d_out: int) -> None:
        super().__init__()
        self.fc1 = nn.Linear(d_in, d_hidden)
        self.norm = nn.LayerNorm(d_hidden)
        self.drop = nn.Dropout(p=0.0)
        self.fc2 = nn.Linear(d_hidden, d_out)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc2(self.drop(torch.relu(self.norm(self.fc1(x)))))


class Trainer:
    def __init__(self, model: nn.Module, lr: float = 1e-3, max_norm: float = 1.0) -> None:
        self.device = torch.device("cuda:0" if torch.cuda.is_available() else "cpu")
        self.model = model.to(self.device)
        self.max_norm = max_norm
        self.criterion = nn.CrossEntropyLoss()
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=lr, weight_decay=1e-4)
        self.scheduler = torch.optim.lr_scheduler.MultiStepLR(self.optimizer, milestones=[2, 3], gamma=0.1)
        self.global_step = 0

    def train_step(self, x: Tensor, y: Tensor) -> float:
        self.optimizer.zero_grad()
        logits = self.model(x)
        loss = self.criterion(logits, y)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.max_norm)
        self.optimizer.step()
        self.global_step += 1
        return loss.item()

    def train_epoch(self, batches: Iterable[Tuple[Tensor, Tensor]]) -> List[float]:
        self.model.train()
        losses = []
        for x, y in batches:
            losses.append(self.train_step(x.to(self.device), y.to(self.device)))
        self.scheduler.step()
        return losses

    @torch.no_grad()
    def evaluate(self, batches: Iterable[Tuple[Tensor, Tensor]]) -> float:
        self.model.eval()
        correct = total = 0
        for x, y in batches:
            pred = self.model(x.to(self.device)).argmax(dim=-1)
            correct += (pred == y.to(self.device)).sum().item()
            total += y.numel()
        return correct / total

    def fit(self, batches, epochs: int) -> List[float]:
        history = []
        for epoch in range(epochs):
            history.extend(self.train_epoch(batches))
            print(f"epoch {epoch + 1}: loss {history[-1]:.4f}, accuracy {self.evaluate(batches):.2%}")
        return history


def make_model():
    return TwoLayer(12, 24, 4)


def run(model=None):
    model = make_model() if model is None else model
    rng = np.random.RandomState(6)
    centers = rng.randn(4, 12)
    batches = []
    for _ in range(5):
        y = rng.randint(0, 4, 16)
        x = centers[y] + 0.5 * rng.randn(16, 12)
        batches.append((torch.tensor(x, dtype=torch.float32), torch.tensor(y, dtype=torch.long)))
    return Trainer(model, lr=0.02, max_norm=0.5).fit(batches, epochs=4)


if __name__ == "__main__":
    run()
