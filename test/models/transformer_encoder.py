"""SequenceEncoder: torch's own TransformerEncoder under sinusoidal positions, with a padding mask."""
# entry: SequenceEncoder(40, 16, 4, 2)
# inputs: int64[3,10]<40
import math

import torch
import torch.nn as nn
from torch import Tensor


class PositionalEncoding(nn.Module):
    def __init__(self, d_model: int, dropout: float = 0.1, max_len: int = 100):
        super().__init__()
        self.dropout = nn.Dropout(p=dropout)

        position = torch.arange(max_len).unsqueeze(1)
        div_term = torch.exp(torch.arange(0, d_model, 2) * (-math.log(10000.0) / d_model))
        pe = torch.zeros(1, max_len, d_model)
        pe[0, :, 0::2] = torch.sin(position * div_term)
        pe[0, :, 1::2] = torch.cos(position * div_term)
        self.register_buffer("pe", pe)

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.pe[:, :x.size(1)]
        return self.dropout(x)


class SequenceEncoder(nn.Module):
    PAD = 0

    def __init__(self, ntoken: int, d_model: int, nhead: int, nlayers: int, dropout: float = 0.1):
        super().__init__()
        self.d_model = d_model
        self.encoder = nn.Embedding(ntoken, d_model, padding_idx=self.PAD)
        self.pos_encoder = PositionalEncoding(d_model, dropout)
        layer = nn.TransformerEncoderLayer(d_model, nhead, dim_feedforward=d_model * 4,
                                           dropout=dropout, batch_first=True)
        self.transformer_encoder = nn.TransformerEncoder(layer, nlayers)
        self.decoder = nn.Linear(d_model, 2)

    def forward(self, src: Tensor) -> Tensor:
        padding = src == self.PAD
        # the first token is always kept, so that no row is all padding
        padding[:, 0] = False
        x = self.encoder(src) * math.sqrt(self.d_model)
        x = self.pos_encoder(x)
        x = self.transformer_encoder(x, src_key_padding_mask=padding)

        keep = (~padding).float().unsqueeze(-1)
        x = (x * keep).sum(dim=1) / keep.sum(dim=1)
        return self.decoder(x)
