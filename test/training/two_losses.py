"""Two heads on one trunk; the classification and the box loss are summed with a weight."""
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F


class TwoHeads(nn.Module):
    def __init__(self, num_classes=4):
        super(TwoHeads, self).__init__()
        self.trunk = nn.Sequential(
            nn.Conv2d(3, 8, 3, padding=1, bias=False), nn.BatchNorm2d(8), nn.ReLU(inplace=True), nn.MaxPool2d(2),
            nn.Conv2d(8, 16, 3, padding=1, bias=False), nn.BatchNorm2d(16), nn.ReLU(inplace=True),
            nn.AdaptiveAvgPool2d((2, 2)), nn.Flatten(),
        )
        self.cls_head = nn.Linear(64, num_classes)
        self.box_head = nn.Linear(64, 4)

    def forward(self, images):
        features = self.trunk(images)
        return self.cls_head(features), self.box_head(features).sigmoid()


def make_model():
    return TwoHeads()


def get_batches(n_batches, seed):
    rng = np.random.RandomState(seed)
    corners = np.array([[0, 0, 8, 8], [8, 0, 16, 8], [0, 8, 8, 16], [8, 8, 16, 16]])
    for _ in range(n_batches):
        label = rng.randint(0, 4, 6).astype(np.int64)
        image = 0.3 * rng.rand(6, 3, 16, 16).astype(np.float32)
        for picture, (x1, y1, x2, y2) in zip(image, corners[label]):
            picture[:, y1:y2, x1:x2] += 1
        yield {
            "image": torch.from_numpy(image),
            "label": torch.from_numpy(label),
            "box": torch.from_numpy((corners[label] / 16).astype(np.float32)),
        }


def run(model=None):
    model = make_model() if model is None else model
    params = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.SGD(params, lr=0.02, momentum=0.9, weight_decay=0.0005)
    box_weight = 5.0

    losses = []
    meters = {"cls": 0.0, "box": 0.0}
    model.train()
    for batch in get_batches(20, seed=9):
        logits, boxes = model(batch["image"])
        loss_cls = F.cross_entropy(logits, batch["label"])
        loss_box = F.smooth_l1_loss(boxes, batch["box"])
        total = loss_cls + box_weight * loss_box

        optimizer.zero_grad()
        total.backward()
        optimizer.step()

        meters["cls"] += loss_cls.item()
        meters["box"] += loss_box.detach().item()
        losses.append(total.item())
    print({k: round(v / 20, 4) for k, v in meters.items()})
    return losses


if __name__ == "__main__":
    run()
