"""An encoder and a decoder, each with an optimizer of its own, one loss; the decoder is fed its targets."""
import numpy as np
import torch
import torch.nn as nn
from torch import optim

SOS_token = 0
MAX_LENGTH = 5


class EncoderRNN(nn.Module):
    def __init__(self, input_size, hidden_size):
        super(EncoderRNN, self).__init__()
        self.hidden_size = hidden_size
        self.embedding = nn.Embedding(input_size, hidden_size)
        self.gru = nn.GRU(hidden_size, hidden_size, batch_first=True)

    def forward(self, input):
        embedded = self.embedding(input)
        output, hidden = self.gru(embedded)
        return output, hidden


class DecoderRNN(nn.Module):
    def __init__(self, hidden_size, output_size):
        super(DecoderRNN, self).__init__()
        self.embedding = nn.Embedding(output_size, hidden_size)
        self.gru = nn.GRU(hidden_size, hidden_size, batch_first=True)
        self.out = nn.Linear(hidden_size, output_size)

    def forward(self, input, hidden):
        output = torch.relu(self.embedding(input))
        output, hidden = self.gru(output, hidden)
        return self.out(output), hidden


class Seq2Seq(nn.Module):
    def __init__(self):
        super(Seq2Seq, self).__init__()
        self.encoder = EncoderRNN(10, 12)
        self.decoder = DecoderRNN(12, 10)


def make_model():
    return Seq2Seq()


def train_step(input_tensor, target_tensor, encoder, decoder, encoder_optimizer, decoder_optimizer, criterion):
    encoder_optimizer.zero_grad()
    decoder_optimizer.zero_grad()

    encoder_outputs, encoder_hidden = encoder(input_tensor)

    loss = 0
    decoder_input = torch.full((input_tensor.size(0), 1), SOS_token, dtype=torch.long)
    decoder_hidden = encoder_hidden
    # Teacher forcing: feed the target as the next input
    for di in range(MAX_LENGTH):
        decoder_output, decoder_hidden = decoder(decoder_input, decoder_hidden)
        loss += criterion(decoder_output.squeeze(1), target_tensor[:, di])
        decoder_input = target_tensor[:, di].unsqueeze(1)

    loss.backward()

    encoder_optimizer.step()
    decoder_optimizer.step()

    return loss.item() / MAX_LENGTH


def run(model=None):
    model = make_model() if model is None else model
    model.train()
    encoder, decoder = model.encoder, model.decoder
    rng = np.random.RandomState(26)
    words = rng.randint(1, 10, (20, 8, MAX_LENGTH)).astype(np.int64)

    encoder_optimizer = optim.SGD(encoder.parameters(), lr=0.1)
    decoder_optimizer = optim.SGD(decoder.parameters(), lr=0.1)
    criterion = nn.CrossEntropyLoss()

    losses = []
    for batch in words:
        input_tensor = torch.from_numpy(batch)
        target_tensor = torch.flip(input_tensor, dims=[1])
        loss = train_step(input_tensor, target_tensor, encoder, decoder,
                          encoder_optimizer, decoder_optimizer, criterion)
        losses.append(loss)
    return losses


if __name__ == '__main__':
    run()
