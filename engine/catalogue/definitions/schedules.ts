import { define } from "../definition.ts";

export const ONE_CYCLE = define(`class OneCycleLR(ms.experimental.optim.lr_scheduler.LambdaLR):
    """One cycle of the learning rate, up to max_lr and down to almost nothing, and of the momentum against it."""

    def __init__(self, optimizer, max_lr, total_steps=None, epochs=None, steps_per_epoch=None, pct_start=0.3, anneal_strategy="cos", cycle_momentum=True, base_momentum=0.85, max_momentum=0.95, div_factor=25.0, final_div_factor=10000.0, last_epoch=-1):
        import math

        total = total_steps or epochs * steps_per_epoch
        peak, last, low = pct_start * total - 1, total - 1, max_lr / div_factor

        def between(start, stop, share):
            if anneal_strategy == "linear":
                return start + (stop - start) * share
            return stop + (start - stop) / 2 * (1 + math.cos(math.pi * share))

        def rate(step):
            if step <= peak:
                return between(low, max_lr, step / peak)
            return between(max_lr, low / final_div_factor, (step - peak) / (last - peak))

        def momentum(step):
            if step <= peak:
                return between(max_momentum, base_momentum, step / peak)
            return between(base_momentum, max_momentum, (step - peak) / (last - peak))

        self.momentum = momentum if cycle_momentum else None
        bases = [float(group["lr"]) for group in optimizer.param_groups]
        super().__init__(optimizer, [lambda step, base=base: rate(step) / base for base in bases], last_epoch)

    def get_lr(self):
        for group in self.optimizer.param_groups if self.momentum else []:
            if "betas" in group:
                group["betas"] = (self.momentum(self.last_epoch), *group["betas"][1:])
            else:
                group["momentum"] = self.momentum(self.last_epoch)
        return super().get_lr()
`);
