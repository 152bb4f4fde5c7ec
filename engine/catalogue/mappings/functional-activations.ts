import { defineNamespace, type Mapping, type ParameterChange } from "../mapping.ts";

const INPUTS = ["float32[2,4,3]"];
const WITHOUT_DIM = "Without dim torch chooses the axis by the number of dimensions: write dim=.";

/** A function of one tensor, whose parameter may have another name, with nothing else but perhaps inplace. */
function unary(name: string, options: { input?: string; inplace?: boolean } = {}): Mapping {
  const parameters: Record<string, ParameterChange> = options.input ? { input: options.input } : {};
  if (options.inplace) parameters.inplace = { drop: true };
  const more = options.inplace ? "«|, True|, inplace=True|, inplace=False»" : "";
  return { to: `mindspore.ops.${name}`, parameters, proof: { inputs: INPUTS, values: [`F.${name}(x * 1${more})`] } };
}

export const FUNCTIONAL_ACTIVATIONS = defineNamespace("torch.nn.functional", {
  relu: unary("relu", { inplace: true }),
  relu6: unary("relu6", { input: "x", inplace: true }),
  silu: unary("silu", { inplace: true }),
  mish: unary("mish", { input: "x", inplace: true }),
  hardswish: unary("hardswish", { inplace: true }),
  hardsigmoid: unary("hardsigmoid", { inplace: true }),
  sigmoid: unary("sigmoid"),
  tanh: unary("tanh"),
  logsigmoid: unary("logsigmoid", { input: "x" }),
  softsign: unary("softsign", { input: "x" }),
  tanhshrink: unary("tanhshrink"),
  leaky_relu: {
    to: "mindspore.ops.leaky_relu",
    effect: "silent",
    parameters: { negative_slope: "alpha" },
    proof: {
      inputs: INPUTS,
      values: [
        "F.leaky_relu(x * 1«|, 0.2|, negative_slope=0.2|, inplace=True|, 0.2, True|, 0.1, inplace=True|, negative_slope=0.1, inplace=True»)",
      ],
    },
  },
  elu: {
    to: "mindspore.ops.elu",
    parameters: {
      input: "input_x",
      alpha: {
        drop: ["1.0", "1"],
        why: "MindSpore's elu takes alpha 1 only: ops.where(x > 0, x, alpha * ops.elu(x)) computes it.",
      },
    },
    proof: { inputs: INPUTS, values: ["F.elu(x * 1«|, 1.0|, alpha=1.0|, inplace=True»)"] },
  },
  celu: {
    to: "mindspore.ops.celu",
    parameters: { input: "x", alpha: { requires: "float" } },
    proof: { inputs: INPUTS, values: ["F.celu(x * 1«|, 2|, alpha=0.5|, inplace=True»)"] },
  },
  selu: {
    reason: "differs",
    instead:
      "ops.selu's gradient is wrong for negative inputs: 1.0507009873554805 * ops.where(x > 0, x, 1.6732632423543772 * ops.elu(x)) computes it.",
  },
  gelu: {
    to: "mindspore.ops.gelu",
    proof: { inputs: INPUTS, values: ["F.gelu(x«|, approximate='none'|, approximate='tanh'»)"] },
  },
  softmax: {
    to: "mindspore.ops.softmax",
    parameters: { dim: { to: "axis", refuse: ["None"], why: WITHOUT_DIM } },
    proof: {
      inputs: INPUTS,
      values: [
        "F.softmax(x, «1|-1|D|dim=1|dim=-1|dim=D»)",
        "F.softmax(«x, dim=1|x, 1|x, dim=D|input=x, dim=1», dtype=torch.float32)",
        "F.softmax(input=x, dim=1)",
      ],
      setup: "D = 1",
    },
  },
  log_softmax: {
    to: "mindspore.ops.log_softmax",
    parameters: {
      input: "logits",
      dim: { to: "axis", refuse: ["None"], why: WITHOUT_DIM },
      dtype: { refuse: true, why: "MindSpore's log_softmax takes no dtype: convert the tensor first." },
    },
    proof: {
      inputs: INPUTS,
      values: ["F.log_softmax(x, «1|-1|D|dim=1|dim=-1|dim=D»)", "F.log_softmax(input=x, dim=1)"],
      setup: "D = 1",
    },
  },
  gumbel_softmax: {
    to: "mindspore.ops.gumbel_softmax",
    parameters: { tau: { requires: "float" }, eps: { drop: true } },
    proof: {
      inputs: ["float32[400,50]"],
      values: ["F.gumbel_softmax(x«|, 2.0|, tau=2.0|, tau=1, hard=False|, dim=1|, tau=0.5, hard=True»)"],
      random: true,
    },
  },
  softplus: {
    to: "mindspore.ops.softplus",
    proof: { inputs: INPUTS, values: ["F.softplus(x«|, 2|, beta=2|, threshold=10|, 1, 5|, beta=2, threshold=5»)"] },
  },
  softshrink: {
    to: "mindspore.ops.softshrink",
    proof: { inputs: INPUTS, values: ["F.softshrink(x«|, 0.3|, lambd=0.3»)"] },
  },
  hardshrink: {
    to: "mindspore.ops.hardshrink",
    proof: { inputs: INPUTS, values: ["F.hardshrink(x«|, 0.3|, lambd=0.3»)"] },
  },
  hardtanh: {
    to: "mindspore.ops.hardtanh",
    proof: {
      inputs: INPUTS,
      values: [
        "F.hardtanh(x * 1«|, -0.5|, -0.5, 0.5|, min_val=-0.5|, max_val=0.5|, min_val=-0.5, max_val=0.5|, inplace=True»)",
      ],
    },
  },
  prelu: {
    to: "mindspore.ops.prelu",
    proof: { inputs: ["float32[2,4,3]", "float32[4]"], values: ["F.prelu(x, «y|weight=y»)"] },
  },
  glu: {
    to: "mindspore.ops.glu",
    parameters: { input: "x", dim: "axis" },
    proof: { inputs: ["float32[2,4,6]"], values: ["F.glu(x«|, 1|, dim=1|, -1|, dim=-1»)"] },
  },
  threshold: {
    to: "mindspore.ops.threshold",
    parameters: { threshold: "thr" },
    proof: {
      inputs: INPUTS,
      values: ["F.threshold(x * 1, «0.1, 2.0|threshold=0.1, value=0.0|0.1, value=0.5»«|, inplace=True»)"],
    },
  },
});
