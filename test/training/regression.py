"""Polynomial regression with MSELoss, full batch, and the step in run() itself."""
import numpy as np
import torch

dtype = torch.float32


def make_model():
    return torch.nn.Sequential(
        torch.nn.Linear(3, 16),
        torch.nn.Tanh(),
        torch.nn.Linear(16, 1),
        torch.nn.Flatten(0, 1)
    )


def run(model=None):
    model = make_model() if model is None else model

    # noisy samples of a sine
    rng = np.random.RandomState(7)
    grid = np.sort(rng.uniform(-np.pi, np.pi, 200))
    x = torch.tensor(grid, dtype=dtype)
    y = torch.tensor(np.sin(grid) + 0.05 * rng.randn(200), dtype=dtype)

    # x, x^2, x^3 as the features
    p = torch.tensor([1, 2, 3])
    xx = x.unsqueeze(-1).pow(p)
    xx = (xx - xx.mean(0)) / xx.std(0)

    loss_fn = torch.nn.MSELoss(reduction='mean')
    learning_rate = 5e-2
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)

    losses = []
    for t in range(25):
        # Forward pass: compute predicted y by passing x to the model.
        y_pred = model(xx)

        # Compute and print loss.
        loss = loss_fn(y_pred, y)
        if t % 10 == 9:
            print(t, loss.item())
        losses.append(loss.item())

        # Gradients are accumulated, so they are cleared before the backward pass.
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


if __name__ == '__main__':
    run()
