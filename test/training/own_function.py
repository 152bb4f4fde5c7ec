"""A step function that cannot be differentiated, with a straight-through gradient as an autograd.Function."""
import numpy as np
import torch
import torch.nn as nn


class Binarize(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return input.sign()

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        grad_input = grad_output.clone()
        grad_input[input.abs() > 1] = 0
        return grad_input


class BinaryNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(6, 24)
        self.fc2 = nn.Linear(24, 3)

    def forward(self, x):
        return self.fc2(Binarize.apply(self.fc1(x)))


def make_model():
    return BinaryNet()


def run(model=None):
    model = make_model() if model is None else model
    rng = np.random.RandomState(37)
    X = rng.randn(20, 16, 6).astype(np.float32)
    Y = X[:, :, :3].argmax(-1).astype(np.int64)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    criterion = nn.CrossEntropyLoss()
    losses = []
    model.train()
    for x, y in zip(X, Y):
        optimizer.zero_grad()
        loss = criterion(model(torch.from_numpy(x)), torch.from_numpy(y))
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


if __name__ == "__main__":
    run()
