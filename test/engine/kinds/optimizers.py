from torch import nn, optim


def made(model, name):
    if name == "sgd":
        optimizer = optim.SGD(model.parameters(), lr=0.1)
    elif name == "adam":
        optimizer = optim.Adam(model.parameters())
    else:
        raise ValueError
    optimizer  # kind: Optimizer (certain)
    return optimizer


optimizer = made(nn.Linear(2, 2), "sgd")
optimizer  # kind: Optimizer (certain)
if optimizer:
    scheduler = optim.lr_scheduler.StepLR(optimizer, 3)
else:
    scheduler = optim.lr_scheduler.CosineAnnealingLR(optimizer, 3)
scheduler  # kind: LRScheduler (certain)
if optimizer:
    scheduler = optim.lr_scheduler.ReduceLROnPlateau(optimizer)
scheduler  # kind: unknown
if scheduler:
    optimizer = optim.LBFGS(nn.Linear(2, 2).parameters())
optimizer  # kind: unknown
{"a": optim.SGD([]), "b": optim.Adam([])}["c"]  # kind: Optimizer (certain)
[optim.SGD([]), optim.Adam([])][0]  # kind: Optimizer (certain)


class Sign(optim.Optimizer):
    def step(self):
        for group in self.param_groups:
            group["lr"]  # kind: unknown
            for p in group["params"]:
                p  # kind: Parameter (likely)
                p.grad  # kind: Tensor (likely)
                state = self.state[p]
                state  # kind: dict[str, ?] (likely)
                state["step"] = 0
                state["other"]  # kind: unknown
