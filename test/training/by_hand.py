"""Linear regression without an optimizer: the weights are tensors, and the update is written out."""
# result: losses + [float(weight.sum()), float(bias)]
import numpy as np
import torch

rng = np.random.RandomState(30)
x = torch.from_numpy(rng.randn(50, 3).astype(np.float32))
y = torch.from_numpy((rng.randn(50, 1) * 0.1).astype(np.float32)) + x @ torch.tensor([[1.0], [-2.0], [0.5]]) + 3.0

weight = torch.zeros(3, 1, requires_grad=True)
bias = torch.zeros(1, requires_grad=True)

learning_rate = 0.1
losses = []
for t in range(20):
    # forward pass
    y_pred = x.mm(weight) + bias
    loss = (y_pred - y).pow(2).mean()
    losses.append(loss.item())

    loss.backward()

    # update the weights; autograd must not see it
    with torch.no_grad():
        weight -= learning_rate * weight.grad
        bias -= learning_rate * bias.grad

        # set the gradients to zero
        weight.grad = None
        bias.grad = None

print("loss", losses[-1])
