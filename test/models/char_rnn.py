"""CharRNN: an LSTM over one-hot characters, with the state that its caller carries, and text written from it."""
# entry: OverText(12)
# inputs: int64[3,7]<12
import numpy as np
import torch
from torch import nn
import torch.nn.functional as F


class CharRNN(nn.Module):
    def __init__(self, n_chars, n_hidden=16, n_layers=2, drop_prob=0.5):
        super().__init__()
        self.n_chars, self.n_hidden, self.n_layers = n_chars, n_hidden, n_layers
        self.lstm = nn.LSTM(n_chars, n_hidden, n_layers, dropout=drop_prob, batch_first=True)
        self.dropout = nn.Dropout(drop_prob)
        self.fc = nn.Linear(n_hidden, n_chars)
        self.init_weights()

    def init_weights(self):
        self.fc.bias.data.fill_(0)
        self.fc.weight.data.uniform_(-0.1, 0.1)

    def init_hidden(self, batch_size):
        """zeros, of the type of the weights"""
        weight = next(self.parameters()).data
        return (weight.new(self.n_layers, batch_size, self.n_hidden).zero_(),
                weight.new(self.n_layers, batch_size, self.n_hidden).zero_())

    def forward(self, x, hidden):
        out, hidden = self.lstm(x, hidden)
        out = self.dropout(out).contiguous().view(-1, self.n_hidden)
        return self.fc(out), hidden

    def write(self, prime, length, top_k=5):
        self.eval()
        h = self.init_hidden(1)
        chars = [prime]
        for _ in range(length):
            h = tuple(each.data for each in h)
            x = F.one_hot(torch.tensor([[chars[-1]]]), self.n_chars).float()
            out, h = self(x, h)
            p, top = F.softmax(out, dim=1).data.topk(top_k)
            p, top = p.numpy().squeeze(), top.numpy().squeeze()
            chars.append(int(np.random.choice(top, p=p / p.sum())))
        return chars


class OverText(nn.Module):
    """Runs it over whole texts from an empty state."""

    def __init__(self, n_chars):
        super().__init__()
        self.rnn = CharRNN(n_chars)

    def forward(self, chars):
        x = F.one_hot(chars, self.rnn.n_chars).float()
        out, (h, c) = self.rnn(x, self.rnn.init_hidden(chars.size(0)))
        return out, h, c
