"""Time-series: series decomposition, reversible instance norm, autocorrelation by FFT, gated residuals, quantile loss."""
# entry: Forecaster(3)
# inputs: float32[2,16,3], float32[2,4,3]
import math

import torch
import torch.nn as nn
import torch.fft


class RevIN(nn.Module):
    def __init__(self, num_features: int, eps=1e-5, affine=True):
        super(RevIN, self).__init__()
        self.eps, self.affine = eps, affine
        if self.affine:
            self.affine_weight = nn.Parameter(torch.ones(num_features))
            self.affine_bias = nn.Parameter(torch.zeros(num_features))

    def forward(self, x, mode: str):
        if mode == 'norm':
            dim2reduce = tuple(range(1, x.ndim - 1))
            self.mean = torch.mean(x, dim=dim2reduce, keepdim=True).detach()
            self.stdev = torch.sqrt(torch.var(x, dim=dim2reduce, keepdim=True, unbiased=False) + self.eps).detach()
            x = (x - self.mean) / self.stdev
            return x * self.affine_weight + self.affine_bias
        elif mode == 'denorm':
            x = (x - self.affine_bias) / (self.affine_weight + self.eps * self.eps)
            return x * self.stdev + self.mean
        raise NotImplementedError


class moving_avg(nn.Module):
    def __init__(self, kernel_size, stride):
        super().__init__()
        self.kernel_size = kernel_size
        self.avg = nn.AvgPool1d(kernel_size=kernel_size, stride=stride, padding=0)

    def forward(self, x):
        front = x[:, 0:1, :].repeat(1, (self.kernel_size - 1) // 2, 1)
        end = x[:, -1:, :].repeat(1, (self.kernel_size - 1) // 2, 1)
        x = torch.cat([front, x, end], dim=1)
        return self.avg(x.permute(0, 2, 1)).permute(0, 2, 1)


class GRN(nn.Module):
    def __init__(self, d, dropout=0.1):
        super().__init__()
        self.fc1, self.fc2 = nn.Linear(d, d), nn.Linear(d, d)
        self.gate = nn.Sequential(nn.Dropout(dropout), nn.Linear(d, 2 * d), nn.GLU(dim=-1))
        self.norm = nn.LayerNorm([d])
        self.elu = nn.ELU()

    def forward(self, x):
        return self.norm(x + self.gate(self.fc2(self.elu(self.fc1(x)))))


class QuantileLoss(nn.Module):
    def __init__(self, quantiles):
        super().__init__()
        self.quantiles = quantiles

    def forward(self, preds, target):
        assert not target.requires_grad
        assert preds.size(0) == target.size(0)
        losses = []
        for i, q in enumerate(self.quantiles):
            errors = target - preds[:, :, i]
            losses.append(torch.max((q - 1) * errors, q * errors).unsqueeze(1))
        return torch.mean(torch.sum(torch.cat(losses, dim=1), dim=1))


class Forecaster(nn.Module):
    def __init__(self, channels, seq=16, pred=4):
        super().__init__()
        self.revin = RevIN(channels)
        self.decomp = moving_avg(5, stride=1)
        self.season, self.trend = nn.Linear(seq, pred), nn.Linear(seq, pred)
        self.season.weight = nn.Parameter((1 / seq) * torch.ones([pred, seq]))
        self.grn = GRN(channels)
        self.loss = QuantileLoss((0.1, 0.5, 0.9))
        self.q = nn.Linear(channels, 3)

    def autocorrelation(self, q, k, factor=1):
        q_fft = torch.fft.rfft(q.permute(0, 2, 1).contiguous(), dim=-1)
        k_fft = torch.fft.rfft(k.permute(0, 2, 1).contiguous(), dim=-1)
        res = q_fft * torch.conj(k_fft)
        corr = torch.fft.irfft(res, dim=-1)
        mean_value = torch.mean(corr, dim=1)
        top_k = int(factor * math.log(q.size(1)))
        weights, delay = torch.topk(mean_value, top_k, dim=-1)
        tmp_corr = torch.softmax(weights, dim=-1)
        index = torch.topk(torch.mean(mean_value, dim=0), top_k, dim=-1)[1]
        agg = torch.zeros_like(q).float()
        for i in range(top_k):
            pattern = torch.roll(q, -int(index[i]), 1)
            agg = agg + pattern * tmp_corr[:, i].unsqueeze(1).unsqueeze(1).repeat(1, q.size(1), q.size(2))
        return agg

    def forward(self, x, y):
        x = self.revin(x, 'norm')
        x = x + 0.1 * self.autocorrelation(x, x)
        trend = self.decomp(x)
        res = x - trend
        out = self.season(res.permute(0, 2, 1)) + self.trend(trend.permute(0, 2, 1))
        out = self.grn(out.permute(0, 2, 1))
        out = self.revin(out, 'denorm')
        q = self.q(out)
        return out, q, self.loss(q, y.mean(-1))
