"""Two losses on one forward pass, each with a backward of its own: the first keeps the graph."""
import numpy as np
import torch
import torch.nn as nn
import torch.optim as optim


class MultiTask(nn.Module):
    def __init__(self):
        super().__init__()
        self.shared = nn.Sequential(nn.Linear(8, 16), nn.ReLU(), nn.Linear(16, 16), nn.ReLU())
        self.head_a = nn.Linear(16, 3)
        self.head_b = nn.Linear(16, 1)

    def forward(self, x):
        z = self.shared(x)
        return self.head_a(z), self.head_b(z).squeeze(1)


def make_model():
    return MultiTask()


def run(model=None):
    model = make_model() if model is None else model
    model.train()
    rng = np.random.RandomState(31)
    xs = rng.randn(20, 12, 8).astype(np.float32)
    class_targets = (xs[:, :, :3]).argmax(-1).astype(np.int64)
    value_targets = xs.sum(-1).astype(np.float32)

    ce = nn.CrossEntropyLoss()
    mse = nn.MSELoss()
    optimizer = optim.Adam(model.parameters(), lr=1e-2)

    total_a = total_b = 0.0
    losses = []
    for step in range(20):
        x = torch.tensor(xs[step])
        optimizer.zero_grad()
        out_a, out_b = model(x)

        loss_a = ce(out_a, torch.tensor(class_targets[step]))
        loss_a.backward(retain_graph=True)

        loss_b = mse(out_b, torch.tensor(value_targets[step]))
        loss_b.backward()

        optimizer.step()
        total_a += loss_a.item()
        total_b += loss_b.item()
        losses.append(loss_a.item() + loss_b.item())
    print('class %.3f value %.3f' % (total_a / 20, total_b / 20))
    return losses


if __name__ == '__main__':
    run()
