"""LSTMClassifier: a bidirectional LSTM over word embeddings, pooled over time."""
# entry: LSTMClassifier(50, 12, 10, 3)
# inputs: int64[4,7]<50
import torch
import torch.nn as nn


class LSTMClassifier(nn.Module):
    def __init__(self, vocab_size, embedding_dim, hidden_dim, n_classes, n_layers=2, dropout=0.5, pad_idx=0):
        super().__init__()
        self.hidden_dim = hidden_dim
        self.embedding = nn.Embedding(vocab_size, embedding_dim, padding_idx=pad_idx)
        self.lstm = nn.LSTM(embedding_dim, hidden_dim, num_layers=n_layers, bidirectional=True,
                            dropout=dropout, batch_first=True)
        self.fc = nn.Linear(hidden_dim * 4, n_classes)
        self.dropout = nn.Dropout(dropout)

    def forward(self, text):
        # text = [batch size, sent len]
        embedded = self.dropout(self.embedding(text))

        # output = [batch size, sent len, hid dim * 2]
        # hidden = [num layers * 2, batch size, hid dim]
        output, (hidden, cell) = self.lstm(embedded)

        # the last layer, forward and backward
        hidden = torch.cat((hidden[-2, :, :], hidden[-1, :, :]), dim=1)
        pooled, _ = torch.max(output, dim=1)
        return self.fc(self.dropout(torch.cat([hidden, pooled], dim=1)))

    def load_embeddings(self, vectors):
        # pretrained vectors, as a numpy array of vocab_size x embedding_dim
        self.embedding.weight.data.copy_(torch.from_numpy(vectors))
        self.embedding.weight.requires_grad = False


if __name__ == "__main__":
    model = LSTMClassifier(50, 12, 10, 3)
    model.eval()
    with torch.no_grad():
        print(model(torch.randint(0, 50, (4, 7))).softmax(dim=1))
