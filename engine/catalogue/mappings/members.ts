import { defineNamespace, type Mapping } from "../mapping.ts";

/** Members that keep their name and mean the same in MindSpore. */
const same = (owner: string, names: string): Record<string, Mapping> =>
  Object.fromEntries(names.split(" ").map((name) => [name, { to: `${owner}.${name}` }]));

const ORDER = { drop: ["False"], why: "MindSpore runs hooks in the order they were registered." } as const;
const ALWAYS = { drop: ["False"], why: "MindSpore calls no hook where the layer raises." } as const;

/** A hook, which is given the layer and tuples of what goes in and out, as in torch. */
const hook = (to: string, options: Mapping["parameters"] = { prepend: ORDER }): Mapping => ({
  to: `mindspore.nn.Cell.${to}`,
  since: "2.7",
  parameters: { hook: "hook_fn", ...options },
});

export const MODULE_MEMBERS = defineNamespace("torch.nn.Module", {
  ...same("mindspore.nn.Cell", "state_dict apply register_buffer buffers named_buffers get_buffer"),
  register_forward_hook: hook("register_forward_hook", { prepend: ORDER, always_call: ALWAYS }),
  register_forward_pre_hook: hook("register_forward_pre_hook"),
  register_backward_hook: hook("register_backward_hook", {}),
  register_full_backward_hook: hook("register_backward_hook"),
  register_full_backward_pre_hook: hook("register_backward_pre_hook"),
});

export const SCHEDULER_MEMBERS = defineNamespace(
  "torch.optim.lr_scheduler.LRScheduler",
  same("mindspore.experimental.optim.lr_scheduler.LRScheduler", "step get_lr"),
);

export const OPTIMIZER_MEMBERS = defineNamespace(
  "torch.optim.Optimizer",
  same("mindspore.experimental.optim.Optimizer", "add_param_group"),
);
