"""GRUTagger: one tag per word, from a time-major GRU that starts at a learned hidden state."""
# entry: GRUTagger(30, 5)
# inputs: int64[3,9]<30
import torch
from torch.nn import Dropout, Embedding, GRU, Linear, Module, Parameter
import torch.nn.functional as F


class GRUTagger(Module):
    def __init__(self, vocab_size, tagset_size, embed_size=8, hidden_size=16, num_layers=1, p=0.3):
        super(GRUTagger, self).__init__()
        self.num_layers = num_layers
        self.word_embeddings = Embedding(vocab_size, embed_size)
        self.gru = GRU(embed_size, hidden_size, num_layers)
        self.h0 = Parameter(torch.zeros(num_layers, 1, hidden_size))
        self.drop = Dropout(p)
        self.hidden2tag = Linear(hidden_size, tagset_size)
        self.init_weights()

    def init_weights(self):
        initrange = 0.1
        self.word_embeddings.weight.data.uniform_(-initrange, initrange)
        self.hidden2tag.bias.data.zero_()
        self.hidden2tag.weight.data.uniform_(-initrange, initrange)
        for name, param in self.gru.named_parameters():
            if 'weight_hh' in name:
                torch.nn.init.orthogonal_(param)

    def forward(self, sentences):
        # (batch, time) -> (time, batch, embed)
        embeds = self.word_embeddings(sentences).permute(1, 0, 2).contiguous()
        hidden = self.h0.expand(-1, sentences.shape[0], -1).contiguous()
        out, hidden = self.gru(embeds, hidden)
        tag_space = self.hidden2tag(self.drop(out))
        tag_scores = F.log_softmax(tag_space, dim=2)
        return tag_scores.transpose(0, 1), hidden

    @torch.no_grad()
    def tag(self, sentences):
        """The most likely tag of each word."""
        self.eval()
        scores, _ = self(sentences)
        return scores.argmax(dim=-1)
