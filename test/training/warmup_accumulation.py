"""Mixed precision, accumulation, clipping and a per-step warm-up, the way fine-tuning scripts combine them."""
import numpy as np
import torch
import torch.nn as nn
from torch.cuda.amp import GradScaler, autocast
from torch.optim.lr_scheduler import LambdaLR


class Classifier(nn.Module):
    def __init__(self, vocab=30, dim=16, classes=3):
        super().__init__()
        self.emb = nn.Embedding(vocab, dim)
        self.drop = nn.Dropout(0.1)
        self.out = nn.Linear(dim, classes)

    def forward(self, ids, mask):
        e = self.drop(self.emb(ids))
        e = (e * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True)
        return self.out(e)


def get_linear_schedule_with_warmup(optimizer, num_warmup_steps, num_training_steps, last_epoch=-1):
    def lr_lambda(current_step):
        if current_step < num_warmup_steps:
            return float(current_step) / float(max(1, num_warmup_steps))
        return max(0.0, float(num_training_steps - current_step) / float(max(1, num_training_steps - num_warmup_steps)))

    return LambdaLR(optimizer, lr_lambda, last_epoch)


def make_model():
    return Classifier()


def run(model):
    device = torch.device('cuda' if torch.cuda.is_available() else 'cpu')
    use_amp = torch.cuda.is_available()
    rng = np.random.RandomState(5)
    batches = []
    for _ in range(12):
        ids = rng.randint(0, 30, (4, 7))
        mask = (rng.rand(4, 7) > 0.3).astype(np.float32)
        mask[:, 0] = 1
        batches.append({'ids': torch.tensor(ids), 'mask': torch.tensor(mask), 'labels': torch.tensor(rng.randint(0, 3, 4))})
    accum = 2
    model.to(device)
    no_decay = ['bias', 'LayerNorm.weight']
    params = [
        {'params': [p for n, p in model.named_parameters() if not any(nd in n for nd in no_decay)], 'weight_decay': 0.01},
        {'params': [p for n, p in model.named_parameters() if any(nd in n for nd in no_decay)], 'weight_decay': 0.0},
    ]
    optimizer = torch.optim.AdamW(params, lr=5e-3, eps=1e-8)
    scheduler = get_linear_schedule_with_warmup(optimizer, 2, len(batches) // accum * 2)
    scaler = GradScaler(enabled=use_amp)
    criterion = nn.CrossEntropyLoss()
    history = []
    for epoch in range(2):
        model.train()
        optimizer.zero_grad()
        for step, batch in enumerate(batches):
            batch = {k: v.to(device) for k, v in batch.items()}
            with autocast(enabled=use_amp):
                logits = model(batch['ids'], batch['mask'])
                loss = criterion(logits, batch['labels']) / accum
            scaler.scale(loss).backward()
            if (step + 1) % accum == 0:
                scaler.unscale_(optimizer)
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                scaler.step(optimizer)
                scaler.update()
                scheduler.step()
                optimizer.zero_grad()
            history.append(loss.item())
    return history
