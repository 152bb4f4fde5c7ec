"""WindowTransformer: attention inside shifted windows, with a learned bias for each relative position."""
# entry: WindowTransformer(16, patch=2, num_classes=6, dim=8, depths=[2, 1], heads=[2, 4], window=4)
# inputs: float32[2,3,16,16]
import torch
import torch.nn as nn


def to_pair(value):
    return value if isinstance(value, tuple) else (value, value)


def split_windows(x, size):
    """(B, H, W, C) -> (B * windows, size * size, C)"""
    B, H, W, C = x.shape
    x = x.view(B, H // size, size, W // size, size, C)
    return x.permute(0, 1, 3, 2, 4, 5).contiguous().view(-1, size * size, C)


def join_windows(windows, size, H, W):
    B = windows.shape[0] // (H * W // size ** 2)
    x = windows.view(B, H // size, W // size, size, size, -1)
    return x.permute(0, 1, 3, 2, 4, 5).contiguous().view(B, H, W, -1)


class WindowAttention(nn.Module):
    def __init__(self, dim, window, heads, qkv_bias=True, dropout=0.):
        super().__init__()
        self.window, self.heads = window, heads
        self.scale = (dim // heads) ** -0.5
        self.bias_table = nn.Parameter(torch.zeros((2 * window[0] - 1) * (2 * window[1] - 1), heads))

        # the row of the table for each pair of positions
        rows, columns = torch.arange(window[0]), torch.arange(window[1])
        grid = torch.stack(torch.meshgrid(rows, columns, indexing='ij')).flatten(1)
        offsets = (grid[:, :, None] - grid[:, None, :]).permute(1, 2, 0).contiguous()
        offsets[:, :, 0] += window[0] - 1
        offsets[:, :, 1] += window[1] - 1
        offsets[:, :, 0] *= 2 * window[1] - 1
        self.register_buffer('bias_index', offsets.sum(-1))

        self.qkv = nn.Linear(dim, 3 * dim, bias=qkv_bias)
        self.dropout = nn.Dropout(dropout)
        self.proj = nn.Linear(dim, dim)
        self.softmax = nn.Softmax(dim=-1)
        nn.init.trunc_normal_(self.bias_table, std=.02)

    def forward(self, x, mask=None):
        B, N, C = x.shape
        qkv = self.qkv(x).reshape(B, N, 3, self.heads, C // self.heads).permute(2, 0, 3, 1, 4)
        q, k, v = qkv.unbind(0)
        attn = (q * self.scale) @ k.transpose(-2, -1)
        bias = self.bias_table[self.bias_index.view(-1)].view(N, N, -1)
        attn = attn + bias.permute(2, 0, 1).unsqueeze(0)
        if mask is not None:
            n = mask.shape[0]
            attn = attn.view(B // n, n, self.heads, N, N) + mask.unsqueeze(1).unsqueeze(0)
            attn = attn.view(-1, self.heads, N, N)
        attn = self.dropout(self.softmax(attn))
        x = (attn @ v).transpose(1, 2).reshape(B, N, C)
        return self.proj(x)

    def extra_repr(self) -> str:
        return f'window={self.window}, heads={self.heads}'


class Block(nn.Module):
    def __init__(self, dim, resolution, heads, window=7, shift=0, mlp_ratio=4., act_layer=nn.GELU,
                 norm_layer=nn.LayerNorm):
        super().__init__()
        if min(resolution) <= window:
            shift, window = 0, min(resolution)
        self.resolution, self.window, self.shift = resolution, window, shift
        self.norm1 = norm_layer(dim)
        self.attn = WindowAttention(dim, to_pair(window), heads)
        self.norm2 = norm_layer(dim)
        hidden = int(dim * mlp_ratio)
        self.mlp = nn.Sequential(nn.Linear(dim, hidden), act_layer(), nn.Linear(hidden, dim))

        mask = None
        if shift > 0:
            # what is rolled in from the other side must not be seen
            H, W = resolution
            regions = torch.zeros((1, H, W, 1))
            slices = (slice(0, -window), slice(-window, -shift), slice(-shift, None))
            count = 0
            for rows in slices:
                for columns in slices:
                    regions[:, rows, columns, :] = count
                    count += 1
            regions = split_windows(regions, window).squeeze(-1)
            difference = regions.unsqueeze(1) - regions.unsqueeze(2)
            mask = difference.masked_fill(difference != 0, -100.0).masked_fill(difference == 0, 0.0)
        self.register_buffer('mask', mask)

    def forward(self, x):
        H, W = self.resolution
        B, L, C = x.shape
        assert L == H * W, 'input has another size than was said'
        y = self.norm1(x).view(B, H, W, C)
        if self.shift > 0:
            y = torch.roll(y, shifts=(-self.shift, -self.shift), dims=(1, 2))
        y = self.attn(split_windows(y, self.window), mask=self.mask)
        y = join_windows(y, self.window, H, W)
        if self.shift > 0:
            y = torch.roll(y, shifts=(self.shift, self.shift), dims=(1, 2))
        x = x + y.view(B, L, C)
        return x + self.mlp(self.norm2(x))


class Merge(nn.Module):
    def __init__(self, resolution, dim, norm_layer=nn.LayerNorm):
        super().__init__()
        self.resolution = resolution
        self.norm = norm_layer(4 * dim)
        self.reduction = nn.Linear(4 * dim, 2 * dim, bias=False)

    def forward(self, x):
        H, W = self.resolution
        B, _, C = x.shape
        x = x.view(B, H, W, C)
        quarters = [x[:, i::2, j::2, :] for j in (0, 1) for i in (0, 1)]
        return self.reduction(self.norm(torch.cat(quarters, -1).view(B, -1, 4 * C)))


class WindowTransformer(nn.Module):
    def __init__(self, size=224, patch=4, num_classes=1000, dim=96, depths=[2, 2, 6], heads=[3, 6, 12], window=7):
        super().__init__()
        self.embed = nn.Conv2d(3, dim, kernel_size=patch, stride=patch)
        side = size // patch
        layers = []
        for i, (depth, n) in enumerate(zip(depths, heads)):
            for j in range(depth):
                layers.append(Block(dim, (side, side), n, window=window, shift=0 if j % 2 == 0 else window // 2))
            if i < len(depths) - 1:
                layers.append(Merge((side, side), dim))
                side, dim = side // 2, dim * 2
        self.layers = nn.ModuleList(layers)
        self.norm = nn.LayerNorm(dim)
        self.avgpool = nn.AdaptiveAvgPool1d(1)
        self.head = nn.Linear(dim, num_classes) if num_classes > 0 else nn.Identity()
        self.apply(self._init_weights)

    def _init_weights(self, m):
        if isinstance(m, nn.Linear):
            nn.init.trunc_normal_(m.weight, std=.02)
            if m.bias is not None:
                nn.init.constant_(m.bias, 0)
        elif isinstance(m, nn.LayerNorm):
            nn.init.constant_(m.bias, 0)
            nn.init.constant_(m.weight, 1.0)

    @torch.jit.ignore
    def no_weight_decay(self):
        return {'bias_table'}

    def forward(self, x):
        x = self.embed(x).flatten(2).transpose(1, 2)
        for layer in self.layers:
            x = layer(x)
        x = self.avgpool(self.norm(x).transpose(1, 2))
        return self.head(torch.flatten(x, 1))
