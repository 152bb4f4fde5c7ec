import { define } from "../definition.ts";

export const AVERAGED_MODEL = define(`class AveragedModel(ms.nn.Cell):
    """A copy of a model whose parameters are averages of those that it had at each update."""

    def __init__(self, model, device=None, avg_fn=None, multi_avg_fn=None):
        import copy

        super().__init__()
        self.module = copy.deepcopy(model)
        self.average = avg_fn or multi_avg_fn or (lambda average, value, count: average + (value - average) / (count + 1))
        self.n_averaged = 0

    def construct(self, *args, **kwargs):
        return self.module(*args, **kwargs)

    def update_parameters(self, model):
        for average, value in zip(self.module.get_parameters(), model.get_parameters()):
            is_statistic = "moving_" in average.name
            first = is_statistic or self.n_averaged == 0
            ms.ops.assign(average, value if first else self.average(average, value, self.n_averaged))
        self.n_averaged += 1
`);

export const EMA_AVERAGE = define(`def get_ema_avg_fn(decay=0.999):
    """The exponential average of one parameter, for an averaged model."""
    return lambda average, value, count: average * decay + value * (1 - decay)
`);

export const EMA_MULTI_AVERAGE = define(`def get_ema_multi_avg_fn(decay=0.999):
    """The exponential average of each parameter, for an averaged model."""
    return lambda average, value, count: average * decay + value * (1 - decay)
`);

export const SWA_RATE = define(`class SWALR:
    """Leads the learning rates from where they are to those of averaging."""

    def __init__(self, optimizer, swa_lr, anneal_epochs=10, anneal_strategy="cos", last_epoch=-1):
        rates = swa_lr if isinstance(swa_lr, (list, tuple)) else [swa_lr] * len(optimizer.param_groups)
        self.pairs = list(zip(optimizer.param_groups, rates))
        self.epochs, self.is_linear, self.count = anneal_epochs, anneal_strategy == "linear", 0
        if not anneal_epochs:
            self.step()

    def share(self, count):
        import math

        done = min(1, count / max(1, self.epochs))
        return done if self.is_linear else (1 - math.cos(math.pi * done)) / 2

    def step(self):
        before, now = self.share(self.count), self.share(self.count + 1)
        self.count += 1
        for group, rate in self.pairs:
            start = rate if before == 1 else (float(group["lr"]) - before * rate) / (1 - before)
            ms.ops.assign(group["lr"], now * rate + (1 - now) * start)

    def get_last_lr(self):
        return [float(group["lr"]) for group, _ in self.pairs]
`);

export const UPDATE_NORMS = define(`def update_bn(loader, model, device=None):
    """Computes the statistics of a model's norms anew, as the mean over all batches."""
    norms = [cell for _, cell in model.cells_and_names() if hasattr(cell, "moving_mean")]
    found = [(statistic, []) for norm in norms for statistic in (norm.moving_mean, norm.moving_variance)]
    was_training = model.training
    model.set_train()
    for batch in loader:
        kept = []
        for start in (0, 1):
            for statistic, _ in found:
                ms.ops.assign(statistic, ms.ops.full_like(statistic, start))
            model(batch[0] if isinstance(batch, (list, tuple)) else batch)
            kept.append([statistic.copy() for statistic, _ in found])
        for (_, means), of_zero, of_one in zip(found, *kept):
            means.append(of_zero / (1 - (of_one - of_zero)))
    for statistic, means in found:
        ms.ops.assign(statistic, sum(means) / len(means))
    model.set_train(was_training)
`);

/** Averages of a model over its training. */
export const AVERAGES = [AVERAGED_MODEL, EMA_AVERAGE, EMA_MULTI_AVERAGE, SWA_RATE, UPDATE_NORMS];
