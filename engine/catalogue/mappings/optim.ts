import { AVERAGED_MODEL, EMA_AVERAGE, EMA_MULTI_AVERAGE, SWA_RATE, UPDATE_NORMS } from "../definitions/averages.ts";
import { ONE_CYCLE } from "../definitions/schedules.ts";
import { defineNamespace, type Mapping } from "../mapping.ts";
import { manual } from "./entries.ts";

export const OPTIM = defineNamespace("torch.optim", {
  Optimizer: { to: "mindspore.experimental.optim.Optimizer" },
  LBFGS: manual(
    "no-counterpart",
    "MindSpore has no L-BFGS: keep the two-loop recursion in NumPy, or use experimental.optim.SGD.",
  ),
  SparseAdam: {
    reason: "no-counterpart",
    instead:
      "Use experimental.optim.AdamW(params, lr, weight_decay=0.0): MindSpore's gradients of embeddings are dense.",
  },
  "swa_utils.AveragedModel": {
    definition: AVERAGED_MODEL,
    signatures: { torch: "(model, device=None, avg_fn=None, multi_avg_fn=None, use_buffers=False)" },
    parameters: {
      use_buffers: { drop: ["False"], why: "The statistics of norms are copied here, not averaged." },
      multi_avg_fn: { unsafe: "what multi_avg_fn is given is called for each parameter, not for lists of them" },
    },
  },
  "swa_utils.AveragedModel.update_parameters": { keeps: true },
  "swa_utils.SWALR": { definition: SWA_RATE },
  "swa_utils.update_bn": { definition: UPDATE_NORMS, note: "Each batch runs twice here." },
  "swa_utils.get_ema_avg_fn": { definition: EMA_AVERAGE },
  "swa_utils.get_ema_multi_avg_fn": { definition: EMA_MULTI_AVERAGE },
  Adafactor: manual("no-counterpart", "nn.AdaFactor takes other arguments and schedules."),
});

const SETUP = `def rates(schedule):
    optimizer = torch.optim.SGD([nn.Parameter(torch.ones(1))], lr=0.1)
    scheduler = schedule(optimizer)
    found = []
    for _ in range(8):
        found.append(float(scheduler.get_last_lr()[0]))
        scheduler.step()
    return torch.tensor(found)`;

const MOMENTA = `

def momenta(optimizer_class, name, schedule):
    optimizer = optimizer_class([nn.Parameter(torch.ones(1))], lr=0.1)
    scheduler = schedule(optimizer)
    found = []
    for _ in range(8):
        value = optimizer.param_groups[0][name]
        found.extend([float(scheduler.get_last_lr()[0]), value[0] if name == "betas" else value])
        scheduler.step()
    return torch.tensor(found)`;

/** A schedule; older scripts say verbose, which torch has no longer. */
const schedule = (name: string, parameters: string, calls: string, mapping: Partial<Mapping> = {}): Mapping => ({
  to: `mindspore.experimental.optim.lr_scheduler.${name}`,
  signatures: { torch: `(optimizer, ${parameters}, last_epoch=-1, verbose=False)` },
  ...mapping,
  parameters: { ...mapping.parameters, verbose: { drop: true } },
  proof: {
    inputs: ["float32[2]"],
    values: [`rates(lambda o: torch.optim.lr_scheduler.${name}(o, «${calls}»))`],
    setup: SETUP,
    gradient: false,
  },
});

export const SCHEDULERS = defineNamespace("torch.optim.lr_scheduler", {
  LRScheduler: { to: "mindspore.experimental.optim.lr_scheduler.LRScheduler" },
  StepLR: schedule("StepLR", "step_size, gamma=0.1", "2|step_size=2|3, 0.5|3, gamma=0.5|step_size=3, gamma=0.5"),
  MultiStepLR: schedule(
    "MultiStepLR",
    "milestones, gamma=0.1",
    "[2, 4]|milestones=[2, 4]|[2, 4], 0.5|[2, 4], gamma=0.5|milestones=[1, 3], gamma=0.5",
  ),
  ExponentialLR: schedule("ExponentialLR", "gamma", "0.9|gamma=0.9"),
  CosineAnnealingLR: schedule(
    "CosineAnnealingLR",
    "T_max, eta_min=0.0",
    "5|T_max=5|5, 0.01|5, eta_min=0.01|T_max=5, eta_min=0.01|T_max=5, eta_min=0",
  ),
  CosineAnnealingWarmRestarts: schedule(
    "CosineAnnealingWarmRestarts",
    "T_0, T_mult=1, eta_min=0.0",
    "3|T_0=3|3, 2|3, T_mult=2|T_0=3, T_mult=2|T_0=3, T_mult=2, eta_min=0.01|T_0=3, eta_min=0.01",
  ),
  LinearLR: schedule(
    "LinearLR",
    "start_factor=1.0 / 3, end_factor=1.0, total_iters=5",
    "total_iters=4|start_factor=0.5|start_factor=0.5, total_iters=4|0.5, 1.0, 4|start_factor=1.0, end_factor=0.1, total_iters=4|0.5, total_iters=4",
  ),
  ConstantLR: schedule(
    "ConstantLR",
    "factor=1.0 / 3, total_iters=5",
    "factor=0.5|factor=0.5, total_iters=3|total_iters=3|0.5, 3",
  ),
  PolynomialLR: schedule(
    "PolynomialLR",
    "total_iters=5, power=1.0",
    "total_iters=4|total_iters=4, power=2.0|4|4, 2.0|4, power=0.9",
  ),
  LambdaLR: schedule("LambdaLR", "lr_lambda", "lambda e: 0.9 ** e|lr_lambda=lambda e: 0.9 ** e"),
  MultiplicativeLR: schedule("MultiplicativeLR", "lr_lambda", "lambda e: 0.9|lr_lambda=lambda e: 0.9"),
  SequentialLR: {
    to: "mindspore.experimental.optim.lr_scheduler.SequentialLR",
    proof: {
      inputs: ["float32[2]"],
      values: [
        "rates(lambda o: torch.optim.lr_scheduler.SequentialLR(o, «|schedulers=»[torch.optim.lr_scheduler.ConstantLR(o, 0.1, 2), torch.optim.lr_scheduler.ExponentialLR(o, 0.9)], milestones=[3]))",
        "rates(lambda o: torch.optim.lr_scheduler.SequentialLR(o, [torch.optim.lr_scheduler.ConstantLR(o, 0.1, 2), torch.optim.lr_scheduler.ExponentialLR(o, 0.9)], [3]))",
      ],
      setup: SETUP,
      gradient: false,
    },
  },
  ReduceLROnPlateau: {
    to: "mindspore.experimental.optim.lr_scheduler.ReduceLROnPlateau",
    signatures: {
      torch:
        "(optimizer, mode='min', factor=0.1, patience=10, threshold=0.0001, threshold_mode='rel', cooldown=0, min_lr=0, eps=1e-08, verbose=False)",
    },
    parameters: { verbose: { drop: true } },
    proof: {
      inputs: ["float32[2]"],
      values: [
        "rates(lambda o: torch.optim.lr_scheduler.ReduceLROnPlateau(o«|, 'min'|, mode='min'|, factor=0.5|, patience=1|, factor=0.5, patience=1|, 'min', patience=1|, 'min', factor=0.5, patience=1|, mode='min', factor=0.5, patience=1|, patience=1, min_lr=0.05|, mode='max', factor=0.5, patience=1»))",
      ],
      setup: SETUP.replace("scheduler.get_last_lr()[0]", "optimizer.param_groups[0]['lr']").replace(
        "scheduler.step()",
        "scheduler.step(1.0)",
      ),
      gradient: false,
    },
  },
  CyclicLR: schedule(
    "CyclicLR",
    "base_lr, max_lr, step_size_up=2000, step_size_down=None, mode='triangular', gamma=1.0, scale_fn=None, scale_mode='cycle', cycle_momentum=True, base_momentum=0.8, max_momentum=0.9",
    "0.01, 0.1, 3, cycle_momentum=False|base_lr=0.01, max_lr=0.1, step_size_up=3, cycle_momentum=False|0.01, 0.1, step_size_up=3, mode='triangular2', cycle_momentum=False|base_lr=0.01, max_lr=0.1, cycle_momentum=False",
    {
      parameters: {
        cycle_momentum: {
          drop: ["False"],
          refuse: ["True"],
          why: "MindSpore's CyclicLR leaves the momentum alone: write cycle_momentum=False, or set the momentum by hand.",
        },
        base_momentum: { drop: true },
        max_momentum: { drop: true },
      },
    },
  ),
  OneCycleLR: {
    definition: ONE_CYCLE,
    signatures: {
      torch:
        "(optimizer, max_lr, total_steps=None, epochs=None, steps_per_epoch=None, pct_start=0.3, anneal_strategy='cos', cycle_momentum=True, base_momentum=0.85, max_momentum=0.95, div_factor=25.0, final_div_factor=10000.0, three_phase=False, last_epoch=-1, verbose=False)",
    },
    parameters: {
      three_phase: { drop: ["False"], why: "The third phase has no counterpart." },
      verbose: { drop: true },
    },
    proof: {
      inputs: ["float32[2]"],
      values: [
        "rates(lambda o: torch.optim.lr_scheduler.OneCycleLR(o, «0.5, 10|max_lr=0.5, total_steps=10|0.5, epochs=5, steps_per_epoch=2|max_lr=0.5, epochs=2, steps_per_epoch=6|0.5, total_steps=10, pct_start=0.4|0.5, total_steps=12, pct_start=0.5, anneal_strategy='linear', div_factor=10, final_div_factor=100», cycle_momentum=False))",
        "momenta(torch.optim.SGD, 'momentum', lambda o: torch.optim.lr_scheduler.OneCycleLR(o, «0.5, 10|max_lr=0.5, total_steps=10|0.5, epochs=5, steps_per_epoch=2|max_lr=0.5, epochs=2, steps_per_epoch=6|0.5, steps_per_epoch=5, epochs=2|0.5, total_steps=10|0.5, total_steps=10, pct_start=0.4|0.5, 10, base_momentum=0.5, max_momentum=0.9|0.5, total_steps=12, pct_start=0.5, anneal_strategy='linear', cycle_momentum=True, div_factor=10, final_div_factor=100»))",
        "momenta(torch.optim.AdamW, 'betas', lambda o: torch.optim.lr_scheduler.OneCycleLR(o, max_lr=0.5, total_steps=10))",
      ],
      setup: SETUP + MOMENTA,
      gradient: false,
    },
  },
  ChainedScheduler: manual("no-counterpart", "Step the schedulers one after the other."),
});
