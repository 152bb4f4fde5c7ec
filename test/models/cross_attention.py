"""QueryDecoder: learned queries read an image's features through nn.MultiheadAttention, DETR-like."""
# entry: QueryDecoder(5, 4)
# inputs: float32[2,3,16,16]
import copy
from typing import Optional

import torch
from torch import nn, Tensor
import torch.nn.functional as F


def _get_clones(module, n):
    return nn.ModuleList([copy.deepcopy(module) for _ in range(n)])


def _get_activation_fn(activation):
    """Return an activation function given a string"""
    if activation == "relu":
        return F.relu
    if activation == "gelu":
        return F.gelu
    raise RuntimeError(f"activation should be relu/gelu, not {activation}.")


class DecoderLayer(nn.Module):
    def __init__(self, d_model, nhead, dim_feedforward=32, dropout=0.1, activation="relu"):
        super().__init__()
        self.self_attn = nn.MultiheadAttention(d_model, nhead, dropout=dropout)
        self.multihead_attn = nn.MultiheadAttention(d_model, nhead, dropout=dropout)
        self.linear1 = nn.Linear(d_model, dim_feedforward)
        self.dropout = nn.Dropout(dropout)
        self.linear2 = nn.Linear(dim_feedforward, d_model)
        self.norm1 = nn.LayerNorm(d_model)
        self.norm2 = nn.LayerNorm(d_model)
        self.norm3 = nn.LayerNorm(d_model)
        self.activation = _get_activation_fn(activation)

    def with_pos_embed(self, tensor, pos: Optional[Tensor]):
        return tensor if pos is None else tensor + pos

    def forward(self, tgt, memory, query_pos: Optional[Tensor] = None):
        q = k = self.with_pos_embed(tgt, query_pos)
        tgt2 = self.self_attn(q, k, value=tgt)[0]
        tgt = self.norm1(tgt + self.dropout(tgt2))
        tgt2, _ = self.multihead_attn(query=self.with_pos_embed(tgt, query_pos), key=memory, value=memory)
        tgt = self.norm2(tgt + self.dropout(tgt2))
        tgt2 = self.linear2(self.dropout(self.activation(self.linear1(tgt))))
        return self.norm3(tgt + self.dropout(tgt2))


class QueryDecoder(nn.Module):
    def __init__(self, num_queries=10, num_classes=91, d_model=16, nhead=4, num_layers=2):
        super().__init__()
        self.backbone = nn.Conv2d(3, d_model, kernel_size=4, stride=4)
        self.layers = _get_clones(DecoderLayer(d_model, nhead, activation="gelu"), num_layers)
        self.query_embed = nn.Embedding(num_queries, d_model)
        self.class_embed = nn.Linear(d_model, num_classes + 1)
        self.bbox_embed = nn.Linear(d_model, 4)

    def forward(self, images):
        bs = images.shape[0]
        memory = self.backbone(images).flatten(2).permute(2, 0, 1)
        query_embed = self.query_embed.weight.unsqueeze(1).repeat(1, bs, 1)
        tgt = torch.zeros_like(query_embed)

        for layer in self.layers:
            tgt = layer(tgt, memory, query_pos=query_embed)

        hs = tgt.transpose(0, 1)
        return {"pred_logits": self.class_embed(hs), "pred_boxes": self.bbox_embed(hs).sigmoid()}
