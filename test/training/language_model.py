"""A GRU language model over characters: the hidden state is carried from batch to batch and detached."""
import math

import numpy as np
import torch
import torch.nn as nn

TEXT = "the quick brown fox jumps over the lazy dog while the slow red hen sleeps under the old oak tree " * 6


class RNNModel(nn.Module):
    def __init__(self, ntoken, ninp=12, nhid=20, dropout=0.0):
        super(RNNModel, self).__init__()
        self.ntoken = ntoken
        self.nhid = nhid
        self.drop = nn.Dropout(dropout)
        self.encoder = nn.Embedding(ntoken, ninp)
        self.rnn = nn.GRU(ninp, nhid)
        self.decoder = nn.Linear(nhid, ntoken)

    def forward(self, input, hidden):
        emb = self.drop(self.encoder(input))
        output, hidden = self.rnn(emb, hidden)
        decoded = self.decoder(self.drop(output))
        return decoded.view(-1, self.ntoken), hidden

    def init_hidden(self, bsz):
        weight = next(self.parameters())
        return weight.new_zeros(1, bsz, self.nhid)


def make_model():
    return RNNModel(len(set(TEXT)))


def batchify(data, bsz):
    nbatch = data.size(0) // bsz
    data = data[:nbatch * bsz]  # trim off what does not fit
    return data.view(bsz, -1).t().contiguous()


def get_batch(source, i, bptt):
    seq_len = min(bptt, len(source) - 1 - i)
    return source[i:i + seq_len], source[i + 1:i + 1 + seq_len].view(-1)


def run(model=None):
    model = make_model() if model is None else model
    vocab = {ch: i for i, ch in enumerate(sorted(set(TEXT)))}
    ids = np.array([vocab[ch] for ch in TEXT], dtype=np.int64)
    train_data = batchify(torch.from_numpy(ids), bsz=4)

    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adagrad(model.parameters(), lr=0.1)
    bptt = 7

    losses = []
    model.train()
    hidden = model.init_hidden(4)
    for i in range(0, train_data.size(0) - 1, bptt):
        data, targets = get_batch(train_data, i, bptt)
        # cut the history, or the gradients would reach back to the first batch
        hidden = hidden.detach()
        model.zero_grad()
        output, hidden = model(data, hidden)
        loss = criterion(output, targets)
        loss.backward()

        torch.nn.utils.clip_grad_norm_(model.parameters(), 0.25)
        optimizer.step()
        losses.append(loss.item())
    print('ppl %8.2f' % math.exp(sum(losses) / len(losses)))
    return losses


if __name__ == '__main__':
    run()
