"""SiameseNetwork: two images through the same branch, compared by distance and by cosine."""
# entry: SiameseNetwork(16)
# inputs: float32[3,1,28,28], float32[3,1,28,28]
import torch
import torch.nn as nn
import torch.nn.functional as F


class ContrastiveLoss(nn.Module):
    def __init__(self, margin=2.0):
        super(ContrastiveLoss, self).__init__()
        self.margin = margin

    def forward(self, distance, label):
        loss = (1 - label) * torch.pow(distance, 2) + label * torch.pow(torch.clamp(self.margin - distance, min=0.0), 2)
        return torch.mean(loss)


class SiameseNetwork(nn.Module):
    def __init__(self, embedding=64):
        super(SiameseNetwork, self).__init__()
        self.cnn1 = nn.Sequential(
            nn.ReflectionPad2d(1),
            nn.Conv2d(1, 4, kernel_size=3),
            nn.ReLU(inplace=True),
            nn.InstanceNorm2d(4, affine=True),
            nn.MaxPool2d(2),

            nn.ZeroPad2d((1, 2, 1, 2)),
            nn.Conv2d(4, 8, kernel_size=4),
            nn.PReLU(),
            nn.BatchNorm2d(8, affine=False),
            nn.MaxPool2d(2),
        )
        self.fc1 = nn.Sequential(
            nn.Flatten(),
            nn.Linear(8 * 7 * 7, 50),
            nn.ReLU(inplace=True),
            nn.Linear(50, embedding))

    def forward_once(self, x):
        return self.fc1(self.cnn1(x))

    def forward(self, input1, input2):
        output1 = F.normalize(self.forward_once(input1), p=2, dim=1)
        output2 = F.normalize(self.forward_once(input2), p=2, dim=1)
        distance = torch.sqrt(((output1 - output2) ** 2).sum(1, keepdim=True) + 1e-8)
        similarity = F.cosine_similarity(output1, output2, dim=1)
        return distance, similarity
