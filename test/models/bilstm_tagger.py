"""BiLSTM tagger: sentences of several lengths, packed, through a bidirectional LSTM."""
# entry: BiLSTMTagger(40, 7)
# inputs: int64[3,8]<40, int64[3]<1
import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


class BiLSTMTagger(nn.Module):
    def __init__(self, vocab_size, num_tags, embedding_dim=12, hidden_dim=10, num_layers=2, dropout=0.2):
        super(BiLSTMTagger, self).__init__()
        self.embedding = nn.Embedding(vocab_size, embedding_dim, padding_idx=0)
        self.lstm = nn.LSTM(embedding_dim, hidden_dim, num_layers=num_layers, batch_first=True,
                            bidirectional=True, dropout=dropout)
        self.dropout = nn.Dropout(dropout)
        self.fc = nn.Linear(hidden_dim * 2, num_tags)

    def forward(self, tokens, shorter):
        lengths = tokens.size(1) - torch.arange(tokens.size(0)) - shorter
        embedded = self.dropout(self.embedding(tokens))
        packed = pack_padded_sequence(embedded, lengths.cpu(), batch_first=True, enforce_sorted=False)
        packed_output, (hidden, cell) = self.lstm(packed)
        output, _ = pad_packed_sequence(packed_output, batch_first=True)
        return self.fc(self.dropout(output)), hidden[-1]
