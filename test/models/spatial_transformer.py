"""SpatialTransformerNet: straightens its input by an affine map that it predicts, then classifies it."""
# entry: SpatialTransformerNet(10)
# inputs: float32[3,1,28,28]
import torch
import torch.nn as nn
import torch.nn.functional as F


class SpatialTransformer(nn.Module):
    def __init__(self, channels):
        super(SpatialTransformer, self).__init__()
        self.features = nn.Sequential(
            nn.Conv2d(channels, 6, kernel_size=7), nn.MaxPool2d(2, stride=2), nn.ReLU(True),
            nn.Conv2d(6, 8, kernel_size=5), nn.MaxPool2d(2, stride=2), nn.ReLU(True),
        )
        self.regressor = nn.Sequential(nn.Linear(8 * 3 * 3, 16), nn.ReLU(True), nn.Linear(16, 3 * 2))
        # it starts with the map that changes nothing
        self.regressor[2].weight.data.zero_()
        self.regressor[2].bias.data.copy_(torch.tensor([1, 0, 0, 0, 1, 0], dtype=torch.float))

    def forward(self, x):
        features = self.features(x)
        theta = self.regressor(features.view(-1, 8 * 3 * 3)).view(-1, 2, 3)
        grid = F.affine_grid(theta, x.size(), align_corners=False)
        return F.grid_sample(x, grid, align_corners=False), theta


class SpatialTransformerNet(nn.Module):
    def __init__(self, num_classes):
        super(SpatialTransformerNet, self).__init__()
        self.stn = SpatialTransformer(1)
        self.conv1 = nn.Conv2d(1, 10, kernel_size=5)
        self.conv2 = nn.Conv2d(10, 20, kernel_size=5)
        self.drop = nn.Dropout2d()
        self.fc1 = nn.Linear(320, 50)
        self.fc2 = nn.Linear(50, num_classes)

    def forward(self, x):
        x, theta = self.stn(x)
        x = F.relu(F.max_pool2d(self.conv1(x), 2))
        x = F.relu(F.max_pool2d(self.drop(self.conv2(x)), 2))
        x = x.view(-1, 320)
        x = F.relu(self.fc1(x))
        x = F.dropout(x, training=self.training, p=0.0)
        return F.log_softmax(self.fc2(x), dim=1), theta
