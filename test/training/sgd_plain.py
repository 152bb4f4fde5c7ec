"""A small convolutional classifier with plain SGD, in the usual order: zero_grad, backward, step."""
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim


class Net(nn.Module):
    def __init__(self):
        super(Net, self).__init__()
        self.conv1 = nn.Conv2d(1, 6, 3, padding=1)
        self.pool = nn.MaxPool2d(2, 2)
        self.conv2 = nn.Conv2d(6, 12, 3)
        self.fc1 = nn.Linear(12 * 2 * 2, 24)
        self.fc2 = nn.Linear(24, 4)

    def forward(self, x):
        x = self.pool(F.relu(self.conv1(x)))
        x = self.pool(F.relu(self.conv2(x)))
        x = x.view(-1, 12 * 2 * 2)
        x = F.relu(self.fc1(x))
        return self.fc2(x)


def make_model():
    return Net()


def run(model=None):
    model = make_model() if model is None else model
    rng = np.random.RandomState(0)
    prototypes = rng.randn(4, 1, 12, 12)
    labels = rng.randint(0, 4, 80).astype(np.int64)
    images = (prototypes[labels] + 0.5 * rng.randn(80, 1, 12, 12)).astype(np.float32)
    images, labels = torch.from_numpy(images), torch.from_numpy(labels)

    criterion = nn.CrossEntropyLoss()
    optimizer = optim.SGD(model.parameters(), lr=0.2)

    losses = []
    model.train()
    for epoch in range(2):
        running_loss = 0.0
        for i in range(0, 80, 8):
            # get the inputs
            inputs, targets = images[i:i + 8], labels[i:i + 8]

            # zero the parameter gradients
            optimizer.zero_grad()

            # forward + backward + optimize
            outputs = model(inputs)
            loss = criterion(outputs, targets)
            loss.backward()
            optimizer.step()

            losses.append(loss.item())
            running_loss += loss.item()
        print('[%d] loss: %.3f' % (epoch + 1, running_loss / 10))
    return losses


if __name__ == '__main__':
    run()
