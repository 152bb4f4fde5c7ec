"""TextCNN: convolutions of several widths over word embeddings, max-pooled over time."""
# entry: TextCNN(60, 16, [3, 4, 5], 4)
# inputs: int64[5,12]<60
import torch
import torch.nn as nn
import torch.nn.functional as F


class TextCNN(nn.Module):
    def __init__(self, vocab, dim, kernel_sizes=(3, 4, 5), num_classes=2, num_filters=10, keep=0.5):
        super(TextCNN, self).__init__()
        self.embed = nn.Embedding(vocab, dim)
        self.convs = nn.ModuleList([nn.Conv2d(1, num_filters, (k, dim)) for k in kernel_sizes])
        self.dropout = nn.Dropout(1 - keep)
        self.fc = nn.Linear(len(kernel_sizes) * num_filters, num_classes)

    @staticmethod
    def conv_and_pool(x, conv):
        x = F.relu(conv(x)).squeeze(3)                  # (N, Co, W)
        return F.max_pool1d(x, x.size(2)).squeeze(2)    # (N, Co)

    def forward(self, x):
        x = self.embed(x)                               # (N, W, D)
        x = x.unsqueeze(1)                              # (N, Ci, W, D)
        x = torch.cat([self.conv_and_pool(x, conv) for conv in self.convs], 1)
        x = self.dropout(x)
        return self.fc(x)

    def predict(self, x):
        prob = F.softmax(self(x), dim=1)
        return torch.max(prob, 1)


def count_parameters(model):
    return sum(p.numel() for p in model.parameters() if p.requires_grad)


if __name__ == "__main__":
    net = TextCNN(60, 16)
    print(count_parameters(net))
