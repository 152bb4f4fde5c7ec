"""Losses as layers and as functions with every option people give them."""
# entry: MultiLoss(6, 4)
# inputs: float32[5,6], int64[5]<4, float32[5,4]
import torch
import torch.nn as nn
import torch.nn.functional as F


class FocalLoss(nn.Module):
    def __init__(self, alpha=None, gamma=2., reduction='mean'):
        super().__init__()
        self.gamma, self.reduction = gamma, reduction
        self.register_buffer('alpha', alpha)

    def forward(self, inputs, targets):
        ce = F.cross_entropy(inputs, targets, weight=self.alpha, reduction='none')
        pt = torch.exp(-ce)
        loss = ((1 - pt) ** self.gamma) * ce
        return loss.mean() if self.reduction == 'mean' else loss


class DiceLoss(nn.Module):
    def forward(self, logits, target, smooth=1.):
        prob = torch.softmax(logits, dim=1)
        onehot = torch.zeros_like(prob).scatter_(1, target.unsqueeze(1), 1)
        inter = (prob * onehot).sum(0)
        return 1 - ((2. * inter + smooth) / (prob.sum(0) + onehot.sum(0) + smooth)).mean()


class SupConLoss(nn.Module):
    def __init__(self, temperature=0.07):
        super().__init__()
        self.temperature = temperature

    def forward(self, features, labels):
        features = F.normalize(features, dim=1)
        labels = labels.contiguous().view(-1, 1)
        mask = torch.eq(labels, labels.T).float()
        logits = torch.div(torch.matmul(features, features.T), self.temperature)
        logits_max, _ = torch.max(logits, dim=1, keepdim=True)
        logits = logits - logits_max.detach()
        logits_mask = torch.scatter(torch.ones_like(mask), 1, torch.arange(labels.shape[0]).view(-1, 1), 0)
        mask = mask * logits_mask
        exp_logits = torch.exp(logits) * logits_mask
        log_prob = logits - torch.log(exp_logits.sum(1, keepdim=True) + 1e-6)
        return -((mask * log_prob).sum(1) / (mask.sum(1) + 1e-6)).mean()


class MultiLoss(nn.Module):
    def __init__(self, dim, classes):
        super().__init__()
        self.fc = nn.Linear(dim, classes)
        weight = torch.FloatTensor([1., 2., .5, 1.])
        self.ce = nn.CrossEntropyLoss(weight=weight, ignore_index=2, label_smoothing=0.1)
        self.nll = nn.NLLLoss(weight=weight, reduction='sum')
        self.bce = nn.BCEWithLogitsLoss(pos_weight=torch.ones(classes) * 3, reduction='none')
        self.smooth = nn.SmoothL1Loss(beta=0.5)
        self.huber = nn.HuberLoss(delta=0.7)
        self.kl = nn.KLDivLoss(reduction='batchmean', log_target=True)
        self.margin = nn.MultiMarginLoss()
        self.triplet = nn.TripletMarginLoss(margin=1.0, p=2)
        self.rank = nn.MarginRankingLoss(margin=0.3)
        self.focal, self.dice, self.con = FocalLoss(weight), DiceLoss(), SupConLoss()
        self.gauss = nn.GaussianNLLLoss()
        self.poisson = nn.PoissonNLLLoss()
        self.cosine = nn.CosineEmbeddingLoss()
        self.mls = nn.MultiLabelSoftMarginLoss()

    def forward(self, x, y, t):
        z = self.fc(x)
        logp = z.log_softmax(1)
        sign = (t[:, 0] > 0).float() * 2 - 1
        return [
            self.ce(z, y), self.nll(logp, y), self.bce(z, t.sigmoid()), self.smooth(z, t), self.huber(z, t),
            self.kl(logp, F.log_softmax(t, dim=1)), self.margin(z, y), self.triplet(z, t, t.flip(0)),
            self.rank(z[:, 0], z[:, 1], sign), self.focal(z, y), self.dice(z, y), self.con(z, y),
            self.gauss(z, t, z.exp()), self.poisson(z, t.abs()), self.cosine(z, t, sign), self.mls(z, (t > 0).float()),
            F.soft_margin_loss(z, (t > 0).float() * 2 - 1), F.binary_cross_entropy(z.sigmoid(), (t > 0).float(), reduction='sum'),
            F.l1_loss(z, t, reduction='none'), F.mse_loss(z, t), F.cross_entropy(z, t.softmax(1)), F.hinge_embedding_loss(z, sign.unsqueeze(1)),
        ]
