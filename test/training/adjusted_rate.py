"""The learning rate is set by hand in each epoch; three groups with rates of their own."""
import argparse

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim


class CNN(nn.Module):
    def __init__(self):
        super(CNN, self).__init__()
        self.conv = nn.Conv1d(4, 8, 3, padding=1)
        self.hidden = nn.Linear(8, 16)
        self.fc = nn.Linear(16, 2)

    def forward(self, x):
        h = F.relu(self.conv(x)).mean(dim=2)
        return self.fc(torch.tanh(self.hidden(h)))


def make_model():
    return CNN()


def adjust_learning_rate(optimizer, epoch, args):
    """Sets the learning rate to the initial one decayed by 10 every 2 epochs"""
    lr = args.lr * (0.1 ** (epoch // 2))
    for param_group in optimizer.param_groups:
        param_group['lr'] = lr * param_group.get('lr_mult', 1.0)
    return lr


def train(args, model, batches, optimizer, epoch):
    model.train()
    losses = []
    for batch_idx, (data, target) in enumerate(batches):
        optimizer.zero_grad()
        output = model(data)
        loss = F.cross_entropy(output, target)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        if batch_idx % args.log_interval == 0:
            print('Train Epoch: {} [{}/{}]\tLoss: {:.6f}'.format(epoch, batch_idx, len(batches), loss.item()))
    return losses


def run(model=None):
    parser = argparse.ArgumentParser()
    parser.add_argument('--lr', type=float, default=0.1)
    parser.add_argument('--epochs', type=int, default=4)
    parser.add_argument('--log-interval', type=int, default=10)
    args = parser.parse_args([])

    model = make_model() if model is None else model
    rng = np.random.RandomState(33)
    batches = []
    for _ in range(5):
        y = rng.randint(0, 2, 8).astype(np.int64)
        x = (rng.randn(8, 4, 6) + y[:, None, None]).astype(np.float32)
        batches.append((torch.from_numpy(x), torch.from_numpy(y)))

    optimizer = optim.SGD([
        {'params': model.conv.parameters()},
        {'params': model.hidden.parameters(), 'lr': args.lr},
        {'params': model.fc.parameters(), 'lr': args.lr * 2},
    ], lr=args.lr, momentum=0.9)

    history = []
    for epoch in range(args.epochs):
        lr = adjust_learning_rate(optimizer, epoch, args)
        history += train(args, model, batches, optimizer, epoch)
        optimizer.param_groups[-1]['lr'] *= 0.9
    history.append(float(optimizer.param_groups[-1]['lr']))
    return history


if __name__ == '__main__':
    run()
