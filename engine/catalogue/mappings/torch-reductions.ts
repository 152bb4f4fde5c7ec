import type { Definition } from "../definition.ts";
import { MAX_OF, MEAN_OF, MIN_OF, SUM_OF, UNIQUE } from "../definitions/selections.ts";
import { NORM } from "../definitions/statistics.ts";
import { defineNamespace, type Mapping } from "../mapping.ts";
import { manual, NO_GRADIENT, written } from "./entries.ts";

const MATRIX = ["float32[3,4]"];
const AXES = "|, 1|, dim=1|, -1|, dim=-1|, 1, True|, dim=1, keepdim=True|, 1, keepdim=True|, axis=1";

/** What `any` does in MindSpore, on a CPU at least. */
export const NO_TRUTHS = "MindSpore's any is wrong of what is neither true nor false.";

export const NO_LENGTH = "Where all is zero, the gradient of MindSpore's own is not a number.";

/** What std and var have in common, as functions and as methods. */
export const SPREAD = {
  effect: "silent",
  parameters: {
    dim: { to: "axis", list: "tuple" },
    keepdim: "keepdims",
    unbiased: { to: "ddof", values: { True: "1", False: "0" } },
    correction: { to: "ddof", values: { None: "1", "0": "0", "1": "1" } },
  },
  note: "MindSpore's own divides by n.",
} as const;

/** MindSpore's std and var divide by n unless told otherwise, torch's by n - 1. */
const spread = (name: string): Mapping => ({
  to: `mindspore.ops.${name}`,
  ...SPREAD,
  proof: {
    inputs: MATRIX,
    values: [
      `torch.${name}(x«|, 1|, dim=1|, 1, False|, dim=1, unbiased=False|, unbiased=False|, dim=1, keepdim=True|, 1, keepdim=True|, dim=1, unbiased=False, keepdim=True|, dim=1, correction=0|, dim=(0, 1)|, [0, 1]|, dim=[0]»)`,
    ],
  },
});

/** torch.max and torch.min along an axis; the other two forms are methods or ops.maximum. */
const extremum = (name: "max" | "min"): Mapping => ({
  to: `mindspore.ops.${name}`,
  effect: "silent",
  signatures: { torch: "(input, dim=None, keepdim=False, *, out=None)" },
  parameters: {
    dim: {
      to: "axis",
      refuse: ["None"],
      requires: "number",
      why: `Without an axis ops.${name} gives a pair: write x.${name}() for the whole, ops.${name}imum(x, y) for two tensors.`,
    },
    keepdim: "keepdims",
  },
  adapter: name === "max" ? MAX_OF : MIN_OF,
  ofTensors: { to: `mindspore.ops.${name}imum`, signatures: { torch: "(input, other)" } },
  proof: {
    inputs: MATRIX,
    values: [
      `torch.${name}(x, «x[0]|x * x|other=x.abs()»)`,
      `torch.${name}(«x|x, ELSE»)`,
      `torch.${name}(x, «1|dim=1|-1|dim=-1|1, True|dim=1, keepdim=True|1, keepdim=True|D|dim=D|D, keepdim=True»)`,
    ],
    setup: "D = 1\nELSE = torch.ones(4)",
  },
});

/** Of nothing MindSpore's sum and mean are what stands in memory. */
const ofPicked = (definition: Definition): Mapping => ({
  definition,
  effect: "silent",
  note: "Of an empty tensor MindSpore's own is what happens to stand in memory.",
});
export const SUM_OF_PICKED = ofPicked(SUM_OF);
export const MEAN_OF_PICKED = ofPicked(MEAN_OF);

const truth = (name: string): Mapping => ({
  to: `mindspore.ops.${name}`,
  parameters: { dim: "axis", keepdim: { to: "keep_dims", needs: "axis" } },
  proof: {
    inputs: ["bool[3,4]"],
    values: [`torch.${name}(x«|, 1|, dim=1|, dim=1, keepdim=True|, 1, True»)`],
    gradient: false,
  },
});

const extreme = (name: string): Mapping => ({
  to: `mindspore.ops.${name}`,
  signatures: { torch: "(input, dim=None, keepdim=False, *, out=None)" },
  parameters: { dim: "axis", keepdim: "keepdims" },
  proof: { inputs: MATRIX, values: [`torch.${name}(x, «1|dim=1|1, True|dim=1, keepdim=True|dim=(0, 1)»)`] },
});

export const TORCH_REDUCTIONS = defineNamespace("torch", {
  sum: {
    to: "mindspore.ops.sum",
    ofPicked: SUM_OF_PICKED,
    proof: {
      inputs: MATRIX,
      values: [
        `torch.sum(x«${AXES}|, dtype=torch.float64|, (0, 1)|, dim=(0, 1)»)`,
        "torch.sum(input=x, dim=1)",
        "torch.sum(x[x > «0|9»])",
      ],
    },
  },
  mean: {
    to: "mindspore.ops.mean",
    ofPicked: MEAN_OF_PICKED,
    parameters: {
      input: "x",
      dim: "axis",
      keepdim: "keep_dims",
      dtype: { refuse: true, why: "MindSpore's mean takes no dtype: convert the tensor first." },
    },
    proof: {
      inputs: MATRIX,
      values: [
        `torch.mean(x«${AXES}|, (0, 1)|, dim=(0, 1)»)`,
        "torch.mean(input=x, dim=1)",
        "torch.mean(x[x > «0|9»])",
      ],
    },
  },
  prod: {
    to: "mindspore.ops.prod",
    parameters: { dim: "axis", keepdim: "keep_dims" },
    proof: { inputs: MATRIX, values: [`torch.prod(x«${AXES}»)`] },
  },
  std: spread("std"),
  var: spread("var"),
  max: extremum("max"),
  min: extremum("min"),
  amax: extreme("amax"),
  amin: extreme("amin"),
  argmax: {
    to: "mindspore.ops.argmax",
    parameters: { keepdim: { needs: "dim" } },
    proof: { inputs: MATRIX, values: [`torch.argmax(x«${AXES}»)`], gradient: false },
  },
  argmin: {
    to: "mindspore.ops.argmin",
    parameters: { dim: "axis", keepdim: { to: "keepdims", needs: "axis" } },
    after: ".long()",
    note: "MindSpore's indices are int32.",
    proof: { inputs: MATRIX, values: [`torch.argmin(x«${AXES}»)`], gradient: false },
  },
  all: truth("all"),
  any: {
    ...truth("any"),
    effect: "silent",
    note: NO_TRUTHS,
    proof: {
      inputs: ["float32[3,4]"],
      values: [
        "torch.any(x > 0«|, 1|, dim=1|, dim=1, keepdim=True|, 1, True»)",
        "torch.any(x«|, 1|, dim=1»)",
        "torch.any(x.int() * 2, 1)",
      ],
      gradient: false,
    },
  },
  cumsum: {
    to: "mindspore.ops.cumsum",
    parameters: { input: "x", dim: "axis" },
    proof: { inputs: MATRIX, values: ["torch.cumsum(x, «0|1|dim=1|-1|dim=-1|dim=1, dtype=torch.float64»)"] },
  },
  cumprod: { to: "mindspore.ops.cumprod", proof: { inputs: MATRIX, values: ["torch.cumprod(x, «0|1|dim=1»)"] } },
  logsumexp: {
    to: "mindspore.ops.logsumexp",
    proof: { inputs: MATRIX, values: ["torch.logsumexp(x, «1|dim=1|1, True|dim=1, keepdim=True»)"] },
  },
  norm: {
    to: "mindspore.ops.norm",
    adapter: NORM,
    effect: "silent",
    note: NO_LENGTH,
    parameters: {
      input: "A",
      dim: { definition: NORM },
      p: {
        to: "ord",
        values: { "'fro'": "None", '"fro"': "None", "2": "None", "2.0": "None", None: "None" },
        why: "MindSpore's other orders are those of matrices where no axis is given: write ops.norm(x, ord=p, dim=axis).",
      },
    },
    proof: {
      inputs: MATRIX,
      values: [
        "torch.norm(x«|, 2|, p=2|, dim=1|, p=2, dim=1|, 2, 1|, 2, dim=1|, dim=1, keepdim=True|, p=2, dim=1, keepdim=True|, 2, dim=1, keepdim=True|, 2, 1, True|, dim=[0, 1]|, p='fro'|, p=\"fro\"»)",
        "torch.norm(x * (x[:, :1] > 0), dim=1)",
        "torch.norm(x, «1|p=1|p=1, dim=-1|1, 1, True|p=3, dim=1, keepdim=True|float('inf'), dim=0|p=P, dim=1|p=1, dim=(0, 1)|1, keepdim=True»)",
      ],
      setup: "P = 3",
    },
  },
  topk: {
    to: "mindspore.ops.topk",
    signatures: { torch: "(input, k, dim=None, largest=True, sorted=True, *, out=None)" },
    note: "MindSpore's indices are int32.",
    proof: {
      inputs: MATRIX,
      values: [
        "torch.topk(x, «2|k=2|2, 0|2, dim=0|2, dim=1|k=2, dim=1|2, largest=False|2, dim=1, largest=False|2, 1, True, True|2, dim=1, largest=True, sorted=True|2, dim=1, sorted=True»)",
      ],
      dtypes: false,
    },
  },
  sort: {
    to: "mindspore.ops.sort",
    parameters: { input: "input_x", dim: "axis", stable: { drop: ["False"] } },
    note: "MindSpore's indices are int32.",
    proof: {
      inputs: MATRIX,
      values: ["torch.sort(x«|, 0|, dim=0|, descending=True|, dim=1, descending=True|, 1, True|, 0, descending=True»)"],
      dtypes: false,
    },
  },
  argsort: {
    to: "mindspore.ops.argsort",
    parameters: { dim: "axis", stable: { drop: ["False"] } },
    after: ".long()",
    note: "MindSpore's indices are int32.",
    proof: {
      inputs: MATRIX,
      values: ["torch.argsort(x«|, 0|, dim=0|, descending=True|, dim=1, descending=True|, 0, descending=True»)"],
      gradient: false,
    },
  },
  unique: written(
    UNIQUE,
    ["int64[9]<4", "int64[3,2]<2"],
    [
      "torch.unique(x«|, sorted=True|, return_inverse=True|, return_counts=True|, return_inverse=True, return_counts=True»)",
      "torch.unique(y, dim=«0|1»)",
      "torch.unique(y, return_inverse=True)",
      "torch.unique(y, dim=1, return_inverse=True)[1]",
      "torch.unique(x, sorted=True, return_inverse=True)[1]",
    ],
    { signatures: { torch: "(input, sorted=True, return_inverse=False, return_counts=False, dim=None)" } },
    NO_GRADIENT,
  ),
  count_nonzero: manual("differs", "(x != 0).sum() computes it."),
});
