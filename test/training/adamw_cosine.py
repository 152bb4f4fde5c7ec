"""AdamW with decay on the matrices only, and CosineAnnealingLR stepped after each batch."""
import numpy as np
import torch
import torch.nn as nn


class Attention(nn.Module):
    def __init__(self, dim, heads):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(dim, dim * 3)
        self.proj = nn.Linear(dim, dim)

    def forward(self, x):
        b, n, d = x.shape
        q, k, v = self.qkv(x).reshape(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        att = (q @ k.transpose(-2, -1) / (d // self.heads) ** 0.5).softmax(-1)
        return self.proj((att @ v).transpose(1, 2).reshape(b, n, d))


class Model(nn.Module):
    def __init__(self, dim=16, heads=2, classes=3):
        super().__init__()
        self.norm1 = nn.LayerNorm(dim)
        self.attn = Attention(dim, heads)
        self.norm2 = nn.LayerNorm(dim)
        self.mlp = nn.Sequential(nn.Linear(dim, dim * 2), nn.GELU(), nn.Linear(dim * 2, dim))
        self.head = nn.Linear(dim, classes)

    def forward(self, x):
        x = x + self.attn(self.norm1(x))
        x = x + self.mlp(self.norm2(x))
        return self.head(x.mean(1))


def make_model():
    return Model()


def param_groups(model, weight_decay):
    decay = [p for p in model.parameters() if p.dim() >= 2]
    no_decay = [p for p in model.parameters() if p.dim() < 2]
    return [
        {"params": decay, "weight_decay": weight_decay},
        {"params": no_decay, "weight_decay": 0.0},
    ]


def run(model=None):
    model = make_model() if model is None else model
    rng = np.random.RandomState(2)
    labels = rng.randint(0, 3, (20, 6)).astype(np.int64)
    tokens = rng.randn(20, 6, 7, 16).astype(np.float32)
    # one token of each sequence tells the class
    tokens[:, :, 3, :3] += 4 * np.eye(3, dtype=np.float32)[labels]

    optimizer = torch.optim.AdamW(param_groups(model, 0.05), lr=2e-2, betas=(0.9, 0.95))
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=20, eta_min=1e-5)
    loss_fn = nn.CrossEntropyLoss(label_smoothing=0.1)

    model.train()
    losses = []
    for step in range(20):
        x = torch.tensor(tokens[step])
        y = torch.tensor(labels[step])
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        scheduler.step()
        optimizer.zero_grad(set_to_none=True)
        losses.append(loss.item())
    print("last lr", scheduler.get_last_lr()[0])
    return losses


if __name__ == "__main__":
    print(run())
