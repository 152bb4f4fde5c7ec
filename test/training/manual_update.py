"""A module whose parameters are updated by hand, as tutorials do before they introduce optim."""
import numpy as np
import torch


class TwoLayer(torch.nn.Module):
    def __init__(self, d_in, h, d_out):
        super().__init__()
        self.linear1 = torch.nn.Linear(d_in, h)
        self.linear2 = torch.nn.Linear(h, d_out)

    def forward(self, x):
        return self.linear2(self.linear1(x).clamp(min=0))


def make_model():
    return TwoLayer(4, 10, 1)


def run(model):
    rng = np.random.RandomState(4)
    x = torch.from_numpy(rng.randn(16, 4).astype(np.float32))
    y = torch.sin(x[:, :1])
    loss_fn = torch.nn.MSELoss(reduction='sum')
    learning_rate = 1e-3
    history = []
    for t in range(20):
        y_pred = model(x)
        loss = loss_fn(y_pred, y)
        history.append(loss.item())
        model.zero_grad()
        loss.backward()
        with torch.no_grad():
            for param in model.parameters():
                param -= learning_rate * param.grad
    return history
