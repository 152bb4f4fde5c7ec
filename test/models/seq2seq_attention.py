"""Seq2Seq: GRU encoder and decoder with additive attention; teacher forcing only."""
# entry: Seq2Seq(25, 30, 12)
# inputs: int64[3,6]<25, int64[3,5]<30
import torch
import torch.nn as nn
import torch.nn.functional as F


class EncoderRNN(nn.Module):
    def __init__(self, input_size, hidden_size, dropout_p=0.1):
        super(EncoderRNN, self).__init__()
        self.embedding = nn.Embedding(input_size, hidden_size)
        self.gru = nn.GRU(hidden_size, hidden_size, batch_first=True)
        self.dropout = nn.Dropout(dropout_p)

    def forward(self, input):
        embedded = self.dropout(self.embedding(input))
        output, hidden = self.gru(embedded)
        return output, hidden


class BahdanauAttention(nn.Module):
    def __init__(self, hidden_size):
        super(BahdanauAttention, self).__init__()
        self.Wa = nn.Linear(hidden_size, hidden_size)
        self.Ua = nn.Linear(hidden_size, hidden_size)
        self.Va = nn.Linear(hidden_size, 1)

    def forward(self, query, keys):
        scores = self.Va(torch.tanh(self.Wa(query) + self.Ua(keys)))
        scores = scores.squeeze(2).unsqueeze(1)

        weights = F.softmax(scores, dim=-1)
        context = torch.bmm(weights, keys)
        return context, weights


class AttnDecoderRNN(nn.Module):
    def __init__(self, hidden_size, output_size, dropout_p=0.1):
        super(AttnDecoderRNN, self).__init__()
        self.embedding = nn.Embedding(output_size, hidden_size)
        self.attention = BahdanauAttention(hidden_size)
        self.gru = nn.GRU(2 * hidden_size, hidden_size, batch_first=True)
        self.out = nn.Linear(hidden_size, output_size)
        self.dropout = nn.Dropout(dropout_p)

    def forward_step(self, token, hidden, encoder_outputs):
        embedded = self.dropout(self.embedding(token))

        query = hidden.permute(1, 0, 2)
        context, attn_weights = self.attention(query, encoder_outputs)
        output, hidden = self.gru(torch.cat((embedded, context), dim=2), hidden)
        return self.out(output), hidden, attn_weights


class Seq2Seq(nn.Module):
    def __init__(self, src_vocab, tgt_vocab, hidden_size=32):
        super(Seq2Seq, self).__init__()
        self.encoder = EncoderRNN(src_vocab, hidden_size)
        self.decoder = AttnDecoderRNN(hidden_size, tgt_vocab)

    def forward(self, src, tgt):
        encoder_outputs, hidden = self.encoder(src)

        outputs = []
        attentions = []
        for i in range(tgt.size(1)):
            step, hidden, weights = self.decoder.forward_step(tgt[:, i:i + 1], hidden, encoder_outputs)
            outputs.append(step)
            attentions.append(weights)

        outputs = torch.cat(outputs, dim=1)
        attentions = torch.cat(attentions, dim=1)
        return F.log_softmax(outputs, dim=-1), attentions
