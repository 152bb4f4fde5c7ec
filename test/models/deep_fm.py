"""DeepFM: a factorization machine and a deep network that share the embeddings of the fields."""
# entry: DeepFM([10, 20, 5, 8], 6)
# inputs: int64[6,4]<5
import numpy as np
import torch
import torch.nn as nn


class FeaturesEmbedding(nn.Module):
    def __init__(self, field_dims, embed_dim):
        super().__init__()
        self.embedding = nn.Embedding(sum(field_dims), embed_dim)
        # every field has its own range of rows
        offsets = np.array((0, *np.cumsum(field_dims)[:-1]), dtype=np.int64)
        self.register_buffer("offsets", torch.from_numpy(offsets))
        nn.init.xavier_uniform_(self.embedding.weight.data)

    def forward(self, x):
        return self.embedding(x + self.offsets.unsqueeze(0))


class DeepFM(nn.Module):
    def __init__(self, field_dims, embed_dim, hidden=(16, 8), dropout=0.2):
        super().__init__()
        self.linear = FeaturesEmbedding(field_dims, 1)
        self.embedding = FeaturesEmbedding(field_dims, embed_dim)
        self.bias = nn.Parameter(torch.zeros((1,)))

        layers = []
        input_dim = len(field_dims) * embed_dim
        for dim in hidden:
            layers.append(nn.Linear(input_dim, dim))
            layers.append(nn.BatchNorm1d(dim))
            layers.append(nn.ReLU())
            layers.append(nn.Dropout(p=dropout))
            input_dim = dim
        layers.append(nn.Linear(input_dim, 1))
        self.mlp = nn.Sequential(*layers)

    def forward(self, x):
        embed_x = self.embedding(x)
        first = torch.sum(self.linear(x), dim=1) + self.bias

        # sum of the pairwise products, in linear time
        square_of_sum = torch.sum(embed_x, dim=1) ** 2
        sum_of_square = torch.sum(embed_x ** 2, dim=1)
        second = 0.5 * torch.sum(square_of_sum - sum_of_square, dim=1, keepdim=True)

        deep = self.mlp(embed_x.view(embed_x.size(0), -1))
        return torch.sigmoid((first + second + deep).squeeze(1))
