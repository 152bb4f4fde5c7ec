"""BertTiny: embeddings, post-norm self-attention with an additive mask, and a pooled classifier."""
# entry: BertTiny({"vocab_size": 64, "hidden_size": 16, "num_layers": 2, "num_heads": 2, "max_len": 12, "dropout": 0.1})
# inputs: int64[3,8]<64, int64[3,8]<2, int64[3,8]<2
import math

import torch
import torch.nn as nn


class BertEmbeddings(nn.Module):
    def __init__(self, config):
        super().__init__()
        hidden = config["hidden_size"]
        self.word_embeddings = nn.Embedding(config["vocab_size"], hidden, padding_idx=0)
        self.position_embeddings = nn.Embedding(config["max_len"], hidden)
        self.token_type_embeddings = nn.Embedding(2, hidden)
        self.LayerNorm = nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = nn.Dropout(config["dropout"])
        self.register_buffer("position_ids", torch.arange(config["max_len"]).expand((1, -1)))

    def forward(self, input_ids, token_type_ids):
        seq_length = input_ids.size(1)
        position_ids = self.position_ids[:, :seq_length]
        embeddings = self.word_embeddings(input_ids)
        embeddings = embeddings + self.position_embeddings(position_ids)
        embeddings = embeddings + self.token_type_embeddings(token_type_ids)
        return self.dropout(self.LayerNorm(embeddings))


class BertSelfAttention(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.num_attention_heads = config["num_heads"]
        self.attention_head_size = config["hidden_size"] // config["num_heads"]
        self.query = nn.Linear(config["hidden_size"], config["hidden_size"])
        self.key = nn.Linear(config["hidden_size"], config["hidden_size"])
        self.value = nn.Linear(config["hidden_size"], config["hidden_size"])
        self.dropout = nn.Dropout(config["dropout"])

    def transpose_for_scores(self, x):
        new_shape = x.size()[:-1] + (self.num_attention_heads, self.attention_head_size)
        x = x.view(*new_shape)
        return x.permute(0, 2, 1, 3)

    def forward(self, hidden_states, attention_mask):
        q = self.transpose_for_scores(self.query(hidden_states))
        k = self.transpose_for_scores(self.key(hidden_states))
        v = self.transpose_for_scores(self.value(hidden_states))

        scores = torch.matmul(q, k.transpose(-1, -2))
        scores = scores / math.sqrt(self.attention_head_size)
        scores = scores + attention_mask
        probs = nn.Softmax(dim=-1)(scores)
        probs = self.dropout(probs)

        context = torch.matmul(probs, v)
        context = context.permute(0, 2, 1, 3).contiguous()
        return context.view(*(context.size()[:-2] + (-1,)))


class BertLayer(nn.Module):
    def __init__(self, config):
        super().__init__()
        hidden = config["hidden_size"]
        self.attention = BertSelfAttention(config)
        self.attention_output = nn.Linear(hidden, hidden)
        self.attention_norm = nn.LayerNorm(hidden, eps=1e-12)
        self.intermediate = nn.Linear(hidden, hidden * 4)
        self.output = nn.Linear(hidden * 4, hidden)
        self.output_norm = nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = nn.Dropout(config["dropout"])

    def forward(self, x, mask):
        a = self.dropout(self.attention_output(self.attention(x, mask)))
        x = self.attention_norm(x + a)
        h = torch.nn.functional.gelu(self.intermediate(x))
        h = self.dropout(self.output(h))
        return self.output_norm(x + h)


class BertTiny(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.embeddings = BertEmbeddings(config)
        self.layers = nn.ModuleList([BertLayer(config) for _ in range(config["num_layers"])])
        self.pooler = nn.Linear(config["hidden_size"], config["hidden_size"])
        self.classifier = nn.Linear(config["hidden_size"], 2)

    def forward(self, input_ids, token_type_ids=None, attention_mask=None):
        if attention_mask is None:
            attention_mask = torch.ones_like(input_ids)
        if token_type_ids is None:
            token_type_ids = torch.zeros_like(input_ids)

        # from (batch, seq) to (batch, 1, 1, seq); hidden tokens get a large negative score
        extended = attention_mask.unsqueeze(1).unsqueeze(2).to(dtype=torch.float32)
        extended = (1.0 - extended) * -10000.0

        x = self.embeddings(input_ids, token_type_ids)
        for layer in self.layers:
            x = layer(x, extended)
        pooled = torch.tanh(self.pooler(x[:, 0]))
        return x, self.classifier(pooled)
