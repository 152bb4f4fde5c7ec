"""Linear-chain CRF with masks, Viterbi decoding, uint8 masks and span pooling."""
# entry: Tagger(12, 4)
# inputs: int64[3,5]<12, int64[3,5]<4
import torch
import torch.nn as nn


class CRF(nn.Module):
    def __init__(self, num_tags: int, batch_first: bool = False) -> None:
        super().__init__()
        self.num_tags = num_tags
        self.start_transitions = nn.Parameter(torch.empty(num_tags))
        self.end_transitions = nn.Parameter(torch.empty(num_tags))
        self.transitions = nn.Parameter(torch.empty(num_tags, num_tags))
        self.reset_parameters()

    def reset_parameters(self):
        nn.init.uniform_(self.start_transitions, -0.1, 0.1)
        nn.init.uniform_(self.end_transitions, -0.1, 0.1)
        nn.init.uniform_(self.transitions, -0.1, 0.1)

    def _score(self, emissions, tags, mask):
        seq_length, batch_size = tags.shape
        mask = mask.type_as(emissions)
        score = self.start_transitions[tags[0]]
        score += emissions[0, torch.arange(batch_size), tags[0]]
        for i in range(1, seq_length):
            score += self.transitions[tags[i - 1], tags[i]] * mask[i]
            score += emissions[i, torch.arange(batch_size), tags[i]] * mask[i]
        seq_ends = mask.long().sum(dim=0) - 1
        last_tags = tags[seq_ends, torch.arange(batch_size)]
        score += self.end_transitions[last_tags]
        return score

    def _normalizer(self, emissions, mask):
        score = self.start_transitions + emissions[0]
        for i in range(1, emissions.size(0)):
            next_score = score.unsqueeze(2) + self.transitions + emissions[i].unsqueeze(1)
            next_score = torch.logsumexp(next_score, dim=1)
            score = torch.where(mask[i].unsqueeze(1), next_score, score)
        return torch.logsumexp(score + self.end_transitions, dim=1)

    def decode(self, emissions, mask):
        score = self.start_transitions + emissions[0]
        history = []
        for i in range(1, emissions.size(0)):
            broadcast = score.unsqueeze(2) + self.transitions + emissions[i].unsqueeze(1)
            next_score, indices = broadcast.max(dim=1)
            score = torch.where(mask[i].unsqueeze(1), next_score, score)
            history.append(indices)
        score += self.end_transitions
        seq_ends = mask.long().sum(dim=0) - 1
        best = []
        for idx in range(emissions.size(1)):
            _, best_last = score[idx].max(dim=0)
            tags = [best_last.item()]
            for hist in reversed(history[:seq_ends[idx]]):
                tags.append(hist[idx][tags[-1]].item())
            tags.reverse()
            best.append(tags)
        return best


class Tagger(nn.Module):
    def __init__(self, vocab, tags):
        super().__init__()
        self.emb = nn.Embedding(vocab, 6, padding_idx=0)
        self.proj = nn.Linear(6, tags)
        self.crf = CRF(tags)

    def forward(self, words, tags):
        emissions = self.proj(self.emb(words)).transpose(0, 1)
        mask = words.new_ones(words.shape, dtype=torch.uint8)
        mask[0, 3:] = 0
        mask = mask.transpose(0, 1).bool()
        tags = tags.t()
        llh = self.crf._score(emissions, tags, mask) - self.crf._normalizer(emissions, mask)
        bytes_ = (words > 3).byte()
        picked = words[bytes_.bool()].float().sum()
        if not mask[0].all():
            raise ValueError('mask of the first timestep must all be on')
        return llh, llh.mean(), len(self.crf.decode(emissions, mask)), picked, bytes_.sum()
