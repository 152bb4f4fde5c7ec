"""Logistic regression as a script: everything at the top level, two epochs, then the accuracy."""
# result: losses
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

# data: two clouds of points
rng = np.random.RandomState(12)
points = np.concatenate([rng.randn(80, 2) - 1, rng.randn(80, 2) + 1]).astype(np.float32)
targets = np.concatenate([np.zeros(80), np.ones(80)]).astype(np.float32)
order = rng.permutation(160)
points, targets = torch.from_numpy(points[order]), torch.from_numpy(targets[order])

# hyper-parameters
batch_size = 16
learning_rate = 0.5
num_epochs = 2


net = nn.Sequential(nn.Linear(2, 8), nn.Sigmoid(), nn.Linear(8, 1))
# the same start everywhere
for p in net.parameters():
    p.data = torch.from_numpy(rng.uniform(-0.5, 0.5, tuple(p.shape)).astype(np.float32))

optimizer = torch.optim.SGD(net.parameters(), lr=learning_rate)
losses = []

net.train()
for epoch in range(num_epochs):
    for start in range(0, len(points), batch_size):
        x = points[start:start + batch_size]
        y = targets[start:start + batch_size]

        out = net(x).squeeze(1)
        loss = F.binary_cross_entropy_with_logits(out, y)

        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

        losses.append(loss.item())
    print("epoch", epoch, "loss", loss.item())

net.eval()
with torch.no_grad():
    predicted = (torch.sigmoid(net(points)) > 0.5).float().squeeze(1)
    accuracy = (predicted == targets).float().mean().item()
print("accuracy", accuracy)
