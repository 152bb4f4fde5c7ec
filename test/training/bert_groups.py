"""Weight decay for all but biases and norms, by name; a linear warm-up and decay; the norm of the gradients is logged."""
import numpy as np
import torch
from torch import nn
from torch.optim import AdamW
from torch.optim.lr_scheduler import LambdaLR


class Block(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.LayerNorm = nn.LayerNorm(d, eps=1e-12)
        self.dense = nn.Linear(d, d)
        self.act = nn.GELU()

    def forward(self, x):
        return x + self.act(self.dense(self.LayerNorm(x)))


class TextClassifier(nn.Module):
    def __init__(self, vocab=30, d=16, layers=2, num_labels=3):
        super().__init__()
        self.embeddings = nn.Embedding(vocab, d)
        self.layer = nn.ModuleList([Block(d) for _ in range(layers)])
        self.classifier = nn.Linear(d, num_labels)

    def forward(self, input_ids, attention_mask):
        h = self.embeddings(input_ids)
        for blk in self.layer:
            h = blk(h)
        mask = attention_mask.unsqueeze(-1).float()
        pooled = (h * mask).sum(1) / mask.sum(1)
        return self.classifier(pooled)


def make_model():
    return TextClassifier()


def get_linear_schedule_with_warmup(optimizer, num_warmup_steps, num_training_steps, last_epoch=-1):
    def lr_lambda(current_step):
        if current_step < num_warmup_steps:
            return float(current_step) / float(max(1, num_warmup_steps))
        return max(0.0, float(num_training_steps - current_step) / float(max(1, num_training_steps - num_warmup_steps)))

    return LambdaLR(optimizer, lr_lambda, last_epoch)


def run(model=None):
    model = make_model() if model is None else model
    rng = np.random.RandomState(27)
    ids = rng.randint(0, 30, (20, 8, 6)).astype(np.int64)
    lengths = rng.randint(2, 7, (20, 8, 1))
    masks = (np.arange(6) < lengths).astype(np.int64)
    labels = (ids[:, :, 0] % 3).astype(np.int64)

    no_decay = ["bias", "LayerNorm.weight"]
    optimizer_grouped_parameters = [
        {
            "params": [p for n, p in model.named_parameters() if not any(nd in n for nd in no_decay)],
            "weight_decay": 0.01,
        },
        {
            "params": [p for n, p in model.named_parameters() if any(nd in n for nd in no_decay)],
            "weight_decay": 0.0,
        },
    ]
    optimizer = AdamW(optimizer_grouped_parameters, lr=2e-2, eps=1e-8)
    scheduler = get_linear_schedule_with_warmup(optimizer, num_warmup_steps=4, num_training_steps=20)
    loss_fct = nn.CrossEntropyLoss()

    losses = []
    model.train()
    for step in range(20):
        batch = {
            "input_ids": torch.tensor(ids[step]),
            "attention_mask": torch.tensor(masks[step]),
            "labels": torch.tensor(labels[step]),
        }
        logits = model(batch["input_ids"], batch["attention_mask"])
        loss = loss_fct(logits.view(-1, 3), batch["labels"].view(-1))
        loss.backward()
        grad_norm = torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
        model.zero_grad()
        losses.append(loss.item())
        if step % 10 == 0:
            print(f"step {step} loss {loss.item():.4f} norm {grad_norm.item():.3f} lr {scheduler.get_last_lr()[0]:.2e}")
    return losses


if __name__ == "__main__":
    run()
