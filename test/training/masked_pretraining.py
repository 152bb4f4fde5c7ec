"""Pre-training with a rate for each iteration; the loss is logged before it is scaled for accumulation."""
import math
import sys

import numpy as np
import torch
import torch.nn as nn


class MaskedAutoencoder(nn.Module):
    def __init__(self, dim=16):
        super().__init__()
        self.embed = nn.Linear(12, dim)
        self.norm = nn.LayerNorm(dim)
        self.mask_token = nn.Parameter(torch.zeros(1, 1, dim))
        self.decoder = nn.Linear(dim, 12)

    def forward(self, imgs, mask):
        x = self.norm(self.embed(imgs))
        m = mask.unsqueeze(-1)
        x = x * (1 - m) + self.mask_token.expand(x.shape[0], x.shape[1], -1) * m
        pred = self.decoder(x)
        loss = ((pred - imgs) ** 2).mean(dim=-1)
        return (loss * mask).sum() / mask.sum(), pred, mask


def make_model():
    return MaskedAutoencoder()


def adjust_learning_rate(optimizer, epoch, lr=0.01, warmup_epochs=1, epochs=3):
    """Half a cosine after the warm-up."""
    if epoch < warmup_epochs:
        rate = lr * epoch / warmup_epochs
    else:
        rate = lr * 0.5 * (1. + math.cos(math.pi * (epoch - warmup_epochs) / (epochs - warmup_epochs)))
    for param_group in optimizer.param_groups:
        param_group["lr"] = rate


def train_one_epoch(model: nn.Module, data_loader, optimizer: torch.optim.Optimizer, epoch: int, accum_iter=2):
    model.train(True)
    optimizer.zero_grad()
    history = []
    for data_iter_step, (samples, mask) in enumerate(data_loader):
        # we use a per iteration (instead of per epoch) lr scheduler
        if data_iter_step % accum_iter == 0:
            adjust_learning_rate(optimizer, data_iter_step / len(data_loader) + epoch)

        loss, _, _ = model(samples, mask)

        loss_value = loss.item()

        if not math.isfinite(loss_value):
            print("Loss is {}, stopping training".format(loss_value))
            sys.exit(1)

        loss /= accum_iter
        loss.backward()
        if (data_iter_step + 1) % accum_iter == 0:
            torch.nn.utils.clip_grad_norm_(model.parameters(), 3.0)
            optimizer.step()
            optimizer.zero_grad()
        history.append(loss_value)
    return history


def run(model=None):
    model = make_model() if model is None else model
    rng = np.random.RandomState(0)
    loader = [(torch.tensor(rng.randn(4, 6, 12).astype("float32")),
               torch.tensor((rng.rand(4, 6) > 0.5).astype("float32"))) for _ in range(8)]
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.01, betas=(0.9, 0.95), weight_decay=0.05)
    losses = []
    for epoch in range(3):
        losses += train_one_epoch(model, loader, optimizer, epoch)
    return losses


if __name__ == "__main__":
    for value in run():
        print(value)
