"""MLPMixer: layers that mix the patches and the channels in turn, with nothing but linear layers."""
# entry: MLPMixer(24, 8, 4)
# inputs: float32[2,3,24,24]
from functools import partial

import torch.nn as nn


class MlpBlock(nn.Module):
    def __init__(self, dim, hidden, act_layer=nn.GELU, drop=0.0):
        super().__init__()
        self.fc1 = nn.Linear(dim, hidden)
        self.act = act_layer()
        self.fc2 = nn.Linear(hidden, dim)
        self.drop = nn.Dropout(drop) if drop > 0 else nn.Identity()

    def forward(self, x):
        return self.drop(self.fc2(self.act(self.fc1(x))))


class MixerBlock(nn.Module):
    def __init__(self, num_patches, dim, norm_layer=partial(nn.LayerNorm, eps=1e-6), drop=0.0):
        super().__init__()
        self.norm1 = norm_layer(dim)
        self.mlp_tokens = MlpBlock(num_patches, num_patches * 2, drop=drop)
        self.norm2 = norm_layer(dim)
        self.mlp_channels = MlpBlock(dim, dim * 4, act_layer=nn.SiLU, drop=drop)

    def forward(self, x):
        x = x + self.mlp_tokens(self.norm1(x).transpose(1, 2)).transpose(1, 2)
        x = x + self.mlp_channels(self.norm2(x))
        return x


class MLPMixer(nn.Module):
    def __init__(self, img_size=32, patch_size=8, num_classes=10, dim=16, depth=2, drop=0.1):
        super().__init__()
        num_patches = (img_size // patch_size) ** 2
        self.stem = nn.Conv2d(3, dim, kernel_size=patch_size, stride=patch_size)
        self.blocks = nn.Sequential(*[MixerBlock(num_patches, dim, drop=drop) for _ in range(depth)])
        self.norm = nn.LayerNorm(dim)
        self.head = nn.Linear(dim, num_classes) if num_classes > 0 else nn.Identity()
        self.apply(self._init_weights)

    def _init_weights(self, m):
        if isinstance(m, nn.Linear):
            nn.init.xavier_uniform_(m.weight)
            if m.bias is not None:
                nn.init.zeros_(m.bias)

    def forward(self, x):
        x = self.stem(x).flatten(2).transpose(1, 2)
        x = self.blocks(x)
        x = self.norm(x).mean(dim=1)
        return self.head(x)
