"""A one-stage detector: anchors, box decoding, IoU and greedy NMS in plain torch."""
# entry: AnchorDetector(3, 4)
# inputs: float32[2,3,32,32]
import math

import torch
import torch.nn as nn
import torch.nn.functional as F


def conv_bn(inp, oup, stride=1):
    return nn.Sequential(
        nn.Conv2d(inp, oup, 3, stride, 1, bias=False),
        nn.BatchNorm2d(oup),
        nn.LeakyReLU(0.1, inplace=True),
    )


class AnchorGenerator(nn.Module):
    def __init__(self, sizes=(8, 16), ratios=(0.5, 1.0, 2.0), stride=8):
        super().__init__()
        self.stride = stride
        base = []
        for s in sizes:
            for r in ratios:
                w, h = s * math.sqrt(1 / r), s * math.sqrt(r)
                base.append([-w / 2, -h / 2, w / 2, h / 2])
        self.register_buffer("base", torch.tensor(base), persistent=False)

    @property
    def num_anchors(self):
        return self.base.shape[0]

    def forward(self, feat):
        h, w = feat.shape[-2:]
        ys = torch.arange(0, h, device=feat.device, dtype=torch.float32) * self.stride
        xs = torch.arange(0, w, device=feat.device, dtype=torch.float32) * self.stride
        yy, xx = torch.meshgrid(ys, xs, indexing="ij")
        shifts = torch.stack((xx, yy, xx, yy), dim=-1).reshape(-1, 1, 4)
        return (shifts + self.base[None]).reshape(-1, 4)


def decode(deltas, anchors):
    wh = anchors[:, 2:] - anchors[:, :2]
    ctr = anchors[:, :2] + 0.5 * wh
    dxy, dwh = deltas[..., :2], deltas[..., 2:].clamp(max=math.log(1000. / 16))
    pc = dxy * wh + ctr
    pwh = torch.exp(dwh) * wh
    return torch.cat([pc - 0.5 * pwh, pc + 0.5 * pwh], dim=-1)


def box_iou(a, b):
    area_a = (a[:, 2] - a[:, 0]) * (a[:, 3] - a[:, 1])
    area_b = (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1])
    lt = torch.max(a[:, None, :2], b[:, :2])
    rb = torch.min(a[:, None, 2:], b[:, 2:])
    wh = (rb - lt).clamp(min=0)
    inter = wh[:, :, 0] * wh[:, :, 1]
    return inter / (area_a[:, None] + area_b - inter + 1e-6)


def nms(boxes, scores, thresh):
    order = scores.argsort(descending=True)
    keep = []
    ious = box_iou(boxes, boxes)
    suppressed = torch.zeros(boxes.size(0), dtype=torch.bool, device=boxes.device)
    for i in order.tolist():
        if suppressed[i]:
            continue
        keep.append(i)
        suppressed |= ious[i] > thresh
    return torch.as_tensor(keep, dtype=torch.long, device=boxes.device)


class AnchorDetector(nn.Module):
    def __init__(self, in_ch, num_classes, topk=20):
        super().__init__()
        self.topk = topk
        self.num_classes = num_classes
        self.backbone = nn.Sequential(conv_bn(in_ch, 8, 2), conv_bn(8, 16, 2), conv_bn(16, 16, 2))
        self.anchors = AnchorGenerator()
        A = self.anchors.num_anchors
        self.cls_head = nn.Conv2d(16, A * num_classes, kernel_size=1)
        self.box_head = nn.Conv2d(16, A * 4, kernel_size=1)
        for m in self.modules():
            if isinstance(m, nn.Conv2d):
                nn.init.normal_(m.weight, std=0.01)
                if m.bias is not None:
                    nn.init.zeros_(m.bias)
        nn.init.constant_(self.cls_head.bias, -math.log((1 - 0.01) / 0.01))

    def forward(self, x):
        feat = self.backbone(x)
        B = feat.shape[0]
        logits = self.cls_head(feat).permute(0, 2, 3, 1).reshape(B, -1, self.num_classes)
        deltas = self.box_head(feat).permute(0, 2, 3, 1).contiguous().view(B, -1, 4)
        boxes = decode(deltas, self.anchors(feat))
        scores, labels = logits.sigmoid().max(dim=-1)
        top, idx = scores.topk(self.topk, dim=1)
        boxes = boxes.gather(1, idx.unsqueeze(-1).expand(-1, -1, 4))
        labels = torch.gather(labels, 1, idx)
        kept = []
        for b, s in zip(boxes, top):
            keep = nms(b, s, 0.6)[:3]
            kept.append(torch.cat([b[keep], s[keep].unsqueeze(1)], dim=1))
        return logits, boxes, top, labels, kept[0]
