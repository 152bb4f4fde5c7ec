# result: run()
"""Linear regression from scratch: weights are plain tensors, updated by hand."""
import numpy as np
import torch


def run(_=None):
    rng = np.random.RandomState(3)
    X = torch.from_numpy(rng.randn(64, 3).astype(np.float32))
    true_w = torch.tensor([[2.0], [-3.4], [1.1]])
    y = X @ true_w + 4.2
    w = torch.zeros(3, 1, requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    lr = 0.1
    losses = []
    for epoch in range(20):
        y_hat = torch.matmul(X, w) + b
        loss = ((y_hat - y) ** 2 / 2).mean()
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
            w.grad.zero_()
            b.grad.zero_()
        losses.append(loss.item())
    return losses


