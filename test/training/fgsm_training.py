"""Adversarial training: the gradient of the loss with respect to the images makes the examples of the step."""
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim


class LeNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 4, 3, 1)
        self.fc1 = nn.Linear(4 * 3 * 3, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = torch.flatten(x, 1)
        return F.log_softmax(self.fc1(x), dim=1)


def make_model():
    return LeNet()


def fgsm_attack(image, epsilon, data_grad):
    sign_data_grad = data_grad.sign()
    perturbed_image = image + epsilon * sign_data_grad
    return torch.clamp(perturbed_image, 0, 1)


def attack(model, data, target, epsilon):
    # Set requires_grad attribute of tensor. Important for Attack
    data.requires_grad = True
    output = model(data)
    loss = F.nll_loss(output, target)
    model.zero_grad()
    loss.backward()
    data_grad = data.grad.data
    return fgsm_attack(data, epsilon, data_grad).detach()


def run(model=None):
    model = make_model() if model is None else model
    rng = np.random.RandomState(29)
    labels = rng.randint(0, 10, (20, 8)).astype(np.int64)
    images = rng.rand(20, 8, 1, 8, 8).astype(np.float32)
    optimizer = optim.SGD(model.parameters(), lr=0.05)

    losses = []
    model.train()
    for x, y in zip(images, labels):
        data, target = torch.from_numpy(x), torch.from_numpy(y)
        adversarial = attack(model, data, target, epsilon=0.1)

        optimizer.zero_grad()
        loss = F.nll_loss(model(adversarial), target)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


if __name__ == "__main__":
    run()
