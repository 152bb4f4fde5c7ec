"""CapsuleNet: capsules that route by agreement, and a picture drawn again from the capsule that won."""
# entry: CapsuleNet(3)
# inputs: float32[2,1,20,20]
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.autograd import Variable


def squash(s, dim=-1):
    norm = torch.norm(s, p=2, dim=dim, keepdim=True)
    return s * norm / (1 + norm ** 2)


class PrimaryCapsules(nn.Module):
    def __init__(self, in_channels, capsules, size, kernel_size=5, stride=2):
        super(PrimaryCapsules, self).__init__()
        self.capsules = nn.ModuleList([
            nn.Conv2d(in_channels, capsules, kernel_size=kernel_size, stride=stride, padding=0) for _ in range(size)])

    def forward(self, x):
        u = [capsule(x).view(x.size(0), -1, 1) for capsule in self.capsules]
        return squash(torch.cat(u, dim=-1))


class RoutedCapsules(nn.Module):
    def __init__(self, in_capsules, in_size, out_capsules, out_size, iterations=3):
        super(RoutedCapsules, self).__init__()
        self.out_capsules, self.iterations = out_capsules, iterations
        self.W = nn.Parameter(0.05 * torch.randn(1, in_capsules, out_capsules, out_size, in_size))

    def forward(self, u):
        # (batch, in, out, size): what each capsule foresees of each one above it
        votes = torch.matmul(self.W, u[:, :, None, :, None]).squeeze(-1)
        fixed = votes.detach()
        b = Variable(torch.zeros(u.size(0), u.size(1), self.out_capsules))
        for i in range(self.iterations):
            c = F.softmax(b, dim=2).unsqueeze(-1)
            if i == self.iterations - 1:
                return squash((c * votes).sum(dim=1))
            v = squash((c * fixed).sum(dim=1, keepdim=True))
            b = b + (v * fixed).sum(dim=-1)


class CapsuleNet(nn.Module):
    def __init__(self, num_classes=10, image=(1, 20, 20)):
        super(CapsuleNet, self).__init__()
        self.image = image
        self.conv = nn.Conv2d(image[0], 16, kernel_size=9)
        self.primary = PrimaryCapsules(16, 4, 6)
        self.digits = RoutedCapsules(64, 6, num_classes, 8)
        self.decoder = nn.Sequential(
            nn.Linear(8 * num_classes, 32),
            nn.ReLU(inplace=True),
            nn.Linear(32, image[0] * image[1] * image[2]),
            nn.Sigmoid()
        )

    def forward(self, x, y=None):
        capsules = self.digits(self.primary(F.relu(self.conv(x))))
        lengths = capsules.norm(dim=-1)
        if y is None:
            # without labels the longest capsule is drawn
            winner = lengths.max(dim=1)[1]
            y = Variable(torch.zeros(lengths.size()).scatter_(1, winner.view(-1, 1), 1.))
        drawn = self.decoder((capsules * y[:, :, None]).view(x.size(0), -1))
        return lengths, drawn.view(-1, *self.image)


class CapsuleLoss(nn.Module):
    def __init__(self, weight=0.0005):
        super(CapsuleLoss, self).__init__()
        self.weight = weight
        self.reconstruction_loss = nn.MSELoss(reduction='sum')

    def forward(self, images, labels, lengths, drawn):
        left = F.relu(0.9 - lengths, inplace=True) ** 2
        right = F.relu(lengths - 0.1, inplace=True) ** 2
        margin = (labels * left + 0.5 * (1. - labels) * right).sum()
        return (margin + self.weight * self.reconstruction_loss(drawn, images)) / images.size(0)
