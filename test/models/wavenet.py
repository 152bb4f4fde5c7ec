"""WaveNet: gated, dilated and causal convolutions over a quantized waveform, with skip connections."""
# entry: WaveNet(32, 8, 4)
# inputs: int64[2,40]<32
import torch
from torch import nn
from torch.nn import functional as F


class CausalConv1d(nn.Conv1d):
    """Pads on the left only, so that no output sees the future."""

    def __init__(self, in_channels, out_channels, kernel_size, dilation=1):
        super().__init__(in_channels, out_channels, kernel_size, dilation=dilation)
        self.left = (kernel_size - 1) * dilation

    def forward(self, x):
        return super().forward(F.pad(x, (self.left, 0)))


class ResidualBlock(nn.Module):
    def __init__(self, channels, skip_channels, dilation):
        super().__init__()
        self.filter = CausalConv1d(channels, channels, 2, dilation)
        self.gate = CausalConv1d(channels, channels, 2, dilation)
        self.residual = nn.Conv1d(channels, channels, 1)
        self.skip = nn.Conv1d(channels, skip_channels, 1)

    def forward(self, x):
        h = torch.tanh(self.filter(x)) * torch.sigmoid(self.gate(x))
        return x + self.residual(h), self.skip(h)


class WaveNet(nn.Module):
    def __init__(self, n_quantize=256, channels=32, n_layers=8, skip_channels=16):
        super().__init__()
        self.embed = nn.Embedding(n_quantize, channels)
        self.causal = CausalConv1d(channels, channels, 2)
        self.blocks = nn.ModuleList(ResidualBlock(channels, skip_channels, 2 ** i) for i in range(n_layers))
        self.end1 = nn.Conv1d(skip_channels, skip_channels, 1)
        self.end2 = nn.Conv1d(skip_channels, n_quantize, 1)

    def forward(self, samples):
        x = self.embed(samples).transpose(1, 2)
        x = self.causal(x)

        skips = 0
        for block in self.blocks:
            x, skip = block(x)
            skips = skips + skip

        y = self.end1(F.relu(skips))
        return self.end2(F.relu(y))
