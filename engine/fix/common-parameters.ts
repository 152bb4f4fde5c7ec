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
  size_average: { refuse: true, why: "size_average is deprecated: write reduction=." },
  reduce: { refuse: true, why: "reduce is deprecated: write reduction=." },
};
