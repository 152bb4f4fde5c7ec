import type { ParameterChange } from "../catalogue/mapping.ts";

/** Parameters of PyTorch's factories and layers that mean nothing in MindSpore, or that it has no way to say. */
export const COMMON: Readonly<Record<string, Exclude<ParameterChange, string>>> = {
  device: { drop: true },
  pin_memory: { drop: true },
  pin_memory_device: { drop: true },
  non_blocking: { drop: true },
  layout: { drop: ["torch.strided"] },
  memory_format: { drop: true },
  requires_grad: {
    drop: ["False"],
    why: "A Tensor has no requires_grad: make it a Parameter, or differentiate with respect to it.",
  },
  inplace: { drop: true },
  generator: { refuse: true },
  out: { refuse: true, why: "MindSpore has no out=: assign the result." },
  _stacklevel: { drop: true },
  // Speed options of torch's optimizers; they do not change the numbers.
  foreach: { drop: true },
  fused: { drop: true },
  capturable: { drop: true },
  differentiable: { drop: true },
  // Deprecated by reduction=, and still found in code as it was written then.
  size_average: reduction({ True: '"mean"', False: '"sum"' }, "size_average is deprecated: write reduction=."),
  reduce: reduction({ True: '"mean"', False: '"none"' }, "reduce is deprecated: write reduction=."),
};

function reduction(values: Readonly<Record<string, string>>, why: string) {
  return { to: "reduction", values, drop: ["None"], why } as const;
}
