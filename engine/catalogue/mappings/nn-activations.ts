import { SOFTPLUS } from "../definitions/rare-layers.ts";
import { defineNamespace, type Mapping } from "../mapping.ts";
import { quoted } from "../spellings.ts";

const INPUTS = ["float32[2,4,3]"];
const WITHOUT_DIM = "Without dim torch chooses the axis by the number of dimensions: write dim=.";

/** An activation without parameters, or with inplace alone. */
const plain = (name: string, to = name): Mapping => ({
  to: `mindspore.nn.${to}`,
  proof: { inputs: INPUTS, layers: [`nn.${name}()`] },
});
const inplace = (name: string, to = name): Mapping => ({
  to: `mindspore.nn.${to}`,
  proof: { inputs: INPUTS, layers: [`nn.${name}(«|True|inplace=True|inplace=False»)`] },
});

export const NN_ACTIVATIONS = defineNamespace("torch.nn", {
  ReLU: inplace("ReLU"),
  ReLU6: inplace("ReLU6"),
  SiLU: inplace("SiLU"),
  Mish: inplace("Mish"),
  Hardswish: inplace("Hardswish", "HSwish"),
  Hardsigmoid: inplace("Hardsigmoid", "HSigmoid"),
  Sigmoid: plain("Sigmoid"),
  Tanh: plain("Tanh"),
  LogSigmoid: plain("LogSigmoid"),
  Softsign: plain("Softsign"),
  Tanhshrink: plain("Tanhshrink"),
  Softmax2d: { to: "mindspore.nn.Softmax2d", proof: { inputs: ["float32[2,4,3,3]"], layers: ["nn.Softmax2d()"] } },
  LeakyReLU: {
    to: "mindspore.nn.LeakyReLU",
    effect: "silent",
    parameters: { negative_slope: "alpha" },
    proof: {
      inputs: INPUTS,
      layers: [
        "nn.LeakyReLU(«|0.2|negative_slope=0.2»)",
        "nn.LeakyReLU(«inplace=True|0.1, True|0.2, inplace=True|negative_slope=0.1, inplace=True»)",
      ],
    },
  },
  ELU: {
    to: "mindspore.nn.ELU",
    parameters: {
      alpha: {
        drop: ["1.0", "1"],
        why: "MindSpore's ELU takes alpha 1 only: ops.where(x > 0, x, alpha * ops.elu(x)) computes it.",
      },
    },
    proof: { inputs: INPUTS, layers: ["nn.ELU(«|1.0|alpha=1.0|inplace=True|1.0, True|alpha=1.0, inplace=True»)"] },
  },
  CELU: {
    to: "mindspore.nn.CELU",
    parameters: { alpha: { requires: "float" } },
    proof: { inputs: INPUTS, layers: ["nn.CELU(«|2|alpha=0.5|inplace=True|0.5, inplace=True»)"] },
  },
  SELU: {
    reason: "no-counterpart",
    instead:
      "nn.SeLU's gradient is wrong for negative inputs: 1.0507009873554805 * ops.where(x > 0, x, 1.6732632423543772 * ops.elu(x)) computes it.",
  },
  GELU: {
    to: "mindspore.nn.GELU",
    effect: "silent",
    parameters: { approximate: { values: quoted({ none: "False", tanh: "True" }) } },
    note: "MindSpore's GELU is the tanh approximation unless told otherwise.",
    proof: { inputs: INPUTS, layers: ["nn.GELU(«|'none'|'tanh'|approximate='none'|approximate='tanh'»)"] },
  },
  Softmax: {
    to: "mindspore.nn.Softmax",
    parameters: { dim: { to: "axis", refuse: ["None"], why: WITHOUT_DIM } },
    proof: { inputs: INPUTS, layers: ["nn.Softmax(«1|-1|D|dim=1|dim=-1|dim=D»)"], setup: "D = 1" },
  },
  LogSoftmax: {
    to: "mindspore.nn.LogSoftmax",
    parameters: { dim: { to: "axis", refuse: ["None"], why: WITHOUT_DIM } },
    proof: { inputs: INPUTS, layers: ["nn.LogSoftmax(«1|-1|D|dim=1|dim=-1|dim=D»)"], setup: "D = 1" },
  },
  Softplus: {
    definition: SOFTPLUS,
    proof: {
      inputs: ["float32[2,4]"],
      layers: ["nn.Softplus(«|2.0|beta=2|threshold=10|1.5, 5.0|beta=2.0, threshold=8»)"],
    },
  },
  Softshrink: {
    to: "mindspore.nn.SoftShrink",
    proof: { inputs: INPUTS, layers: ["nn.Softshrink(«|0.3|lambd=0.3»)"] },
  },
  Hardshrink: {
    to: "mindspore.nn.HShrink",
    proof: { inputs: INPUTS, layers: ["nn.Hardshrink(«|0.3|lambd=0.3»)"] },
  },
  Hardtanh: {
    to: "mindspore.nn.Hardtanh",
    parameters: { min_value: { refuse: true }, max_value: { refuse: true } },
    proof: {
      inputs: INPUTS,
      layers: [
        "nn.Hardtanh(«-0.5|min_val=-0.5|-0.5, 0.5|min_val=-0.5, max_val=0.5|max_val=0.5»«|, inplace=True»)",
        "nn.Hardtanh(«|inplace=True»)",
      ],
    },
  },
  PReLU: {
    to: "mindspore.nn.PReLU",
    parameters: { num_parameters: "channel", init: "w", dtype: { refuse: true } },
    proof: { inputs: INPUTS, layers: ["nn.PReLU(«|4|num_parameters=4|init=0.1|4, 0.1|num_parameters=4, init=0.1»)"] },
  },
  GLU: {
    to: "mindspore.nn.GLU",
    parameters: { dim: "axis" },
    proof: { inputs: ["float32[2,4,6]"], layers: ["nn.GLU(«|1|dim=1|dim=-1»)"] },
  },
  Threshold: {
    to: "mindspore.nn.Threshold",
    proof: {
      inputs: INPUTS,
      layers: ["nn.Threshold(«0.1, 20.0|threshold=0.1, value=0.0|0.1, value=5.0»«|, inplace=True»)"],
    },
  },
});
