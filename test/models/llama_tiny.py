"""Llama: RMSNorm, rotary positions, fewer key and value heads than query heads, a gated feed-forward."""
# entry: Llama(Config(dim=32, layers=2, heads=4, kv_heads=2, vocab=50, context=16))
# inputs: int64[2,9]<50
from dataclasses import dataclass
from typing import Optional, Tuple

import torch
import torch.nn.functional as F
from torch import nn


@dataclass
class Config:
    dim: int = 512
    layers: int = 8
    heads: int = 8
    kv_heads: Optional[int] = None
    vocab: int = 32000
    context: int = 1024
    multiple_of: int = 16
    eps: float = 1e-5
    theta: float = 10000.0
    dropout: float = 0.0

    @property
    def head_dim(self) -> int:
        return self.dim // self.heads


class RMSNorm(torch.nn.Module):
    def __init__(self, dim: int, eps: float):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(dim))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x32 = x.float()
        normed = x32 * torch.rsqrt(x32.pow(2).mean(-1, keepdim=True) + self.eps)
        return normed.type_as(x) * self.weight


def rotary_tables(dim: int, length: int, theta: float) -> Tuple[torch.Tensor, torch.Tensor]:
    inverse = 1.0 / (theta ** (torch.arange(0, dim, 2).float() / dim))
    angles = torch.outer(torch.arange(length).float(), inverse)
    return angles.cos(), angles.sin()


def rotate(x: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor) -> torch.Tensor:
    """Turns each pair of channels by the angle of its position; x is (batch, time, heads, channels)."""
    even, odd = x.reshape(*x.shape[:-1], -1, 2).unbind(-1)
    cos, sin = cos[None, :, None, :], sin[None, :, None, :]
    turned = torch.stack([even * cos - odd * sin, even * sin + odd * cos], dim=-1)
    return turned.flatten(3)


class Attention(nn.Module):
    def __init__(self, config: Config):
        super().__init__()
        self.heads = config.heads
        self.kv_heads = config.heads if config.kv_heads is None else config.kv_heads
        assert self.heads % self.kv_heads == 0
        self.head_dim = config.head_dim
        self.dropout = config.dropout
        self.wq = nn.Linear(config.dim, self.heads * self.head_dim, bias=False)
        self.wk = nn.Linear(config.dim, self.kv_heads * self.head_dim, bias=False)
        self.wv = nn.Linear(config.dim, self.kv_heads * self.head_dim, bias=False)
        self.wo = nn.Linear(self.heads * self.head_dim, config.dim, bias=False)

    def _repeated(self, x: torch.Tensor) -> torch.Tensor:
        n = self.heads // self.kv_heads
        if n == 1:
            return x
        b, t, h, d = x.shape
        return x[:, :, :, None, :].expand(b, t, h, n, d).reshape(b, t, h * n, d)

    def forward(self, x: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor) -> torch.Tensor:
        b, t, _ = x.shape
        q = self.wq(x).view(b, t, self.heads, self.head_dim)
        k = self.wk(x).view(b, t, self.kv_heads, self.head_dim)
        v = self.wv(x).view(b, t, self.kv_heads, self.head_dim)
        q, k = rotate(q, cos, sin), rotate(k, cos, sin)
        k, v = self._repeated(k), self._repeated(v)
        q, k, v = (z.transpose(1, 2) for z in (q, k, v))
        y = F.scaled_dot_product_attention(q, k, v, dropout_p=self.dropout if self.training else 0.0, is_causal=True)
        return self.wo(y.transpose(1, 2).contiguous().view(b, t, -1))


class FeedForward(nn.Module):
    def __init__(self, config: Config):
        super().__init__()
        hidden = int(8 * config.dim / 3)
        hidden = config.multiple_of * ((hidden + config.multiple_of - 1) // config.multiple_of)
        self.gate = nn.Linear(config.dim, hidden, bias=False)
        self.up = nn.Linear(config.dim, hidden, bias=False)
        self.down = nn.Linear(hidden, config.dim, bias=False)
        self.dropout = nn.Dropout(config.dropout)

    def forward(self, x):
        return self.dropout(self.down(F.silu(self.gate(x)) * self.up(x)))


class DecoderLayer(nn.Module):
    def __init__(self, config: Config):
        super().__init__()
        self.attention = Attention(config)
        self.feed_forward = FeedForward(config)
        self.attention_norm = RMSNorm(config.dim, eps=config.eps)
        self.ffn_norm = RMSNorm(config.dim, eps=config.eps)

    def forward(self, x, cos, sin):
        h = x + self.attention.forward(self.attention_norm(x), cos, sin)
        return h + self.feed_forward.forward(self.ffn_norm(h))


class Llama(nn.Module):
    def __init__(self, config: Config):
        super().__init__()
        self.config = config
        self.embed = nn.Embedding(config.vocab, config.dim)
        self.layers = torch.nn.ModuleList()
        for _ in range(config.layers):
            self.layers.append(DecoderLayer(config))
        self.norm = RMSNorm(config.dim, eps=config.eps)
        self.output = nn.Linear(config.dim, config.vocab, bias=False)
        cos, sin = rotary_tables(config.head_dim, config.context, config.theta)
        self.register_buffer("cos", cos, persistent=False)
        self.register_buffer("sin", sin, persistent=False)
        self.apply(self._init_weights)

    def _init_weights(self, module):
        if isinstance(module, (nn.Linear, nn.Embedding)):
            torch.nn.init.normal_(module.weight, mean=0.0, std=0.02)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        t = tokens.size(1)
        h = self.embed(tokens)
        for layer in self.layers:
            h = layer(h, self.cos[:t], self.sin[:t])
        return self.output(self.norm(h))

    @torch.inference_mode()
    def generate(self, tokens: torch.Tensor, count: int, temperature: float = 1.0, top_k: Optional[int] = None):
        for _ in range(count):
            logits = self(tokens[:, -self.config.context:])[:, -1, :] / temperature
            if top_k is not None:
                values, _ = torch.topk(logits, min(top_k, logits.size(-1)))
                logits = logits.masked_fill(logits < values[:, [-1]], float("-inf"))
            picked = torch.multinomial(F.softmax(logits, dim=-1), num_samples=1)
            tokens = torch.cat((tokens, picked), dim=1)
        return tokens
