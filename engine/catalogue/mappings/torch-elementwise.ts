import { COMPLEX_OF } from "../definitions/elementwise.ts";
import { defineNamespace, type Mapping } from "../mapping.ts";
import { each, manual, NO_GRADIENT, proven, written } from "./entries.ts";

const FLOATS = ["float32[2,3]"];
const POSITIVE = ["float32[2,3]>0"];
const PAIR = ["float32[2,3]", "float32[2,3]>0"];
const INTEGERS = ["int64[2,3]<9", "int64[2,3]<9"];

const unary = (name: string, inputs = FLOATS): Mapping =>
  proven(`mindspore.ops.${name}`, inputs, [`torch.${name}(«x|input=x»)`]);
/** Defined between -1 and 1. */
const bounded = (name: string): Mapping =>
  proven(`mindspore.ops.${name}`, FLOATS, [`torch.${name}(torch.tanh(x))`, `torch.${name}(input=torch.tanh(x))`]);
const above1 = (name: string): Mapping => proven(`mindspore.ops.${name}`, POSITIVE, [`torch.${name}(x + 1)`]);
const withX = (name: string): Mapping => ({ ...unary(name), parameters: { input: "x" } });
const ungraded = (name: string): Mapping =>
  proven(`mindspore.ops.${name}`, FLOATS, [`torch.${name}(«x|x / 0»)`], {}, NO_GRADIENT);
const binary = (name: string): Mapping =>
  proven(`mindspore.ops.${name}`, PAIR, [`torch.${name}(«x, y|x, other=y|input=x, other=y»)`]);
const comparison = (name: string): Mapping =>
  proven(`mindspore.ops.${name}`, PAIR, [`torch.${name}(«x, y|x, 0|x, other=y»)`], {}, NO_GRADIENT);
const ofIntegers = (name: string): Mapping =>
  proven(`mindspore.ops.${name}`, INTEGERS, [`torch.${name}(«x, y|x, other=y»)`], {}, NO_GRADIENT);

/** Element by element, beyond what most programs use. */
export const TORCH_ELEMENTWISE = defineNamespace("torch", {
  ...each("acos asin atanh arccos arctanh", bounded),
  arcsin: { ...bounded("arcsin"), parameters: { input: "x" } },
  ...each("acosh arccosh", above1),
  ...each("asinh arcsinh arctan erfc exp2 sinc ravel conj positive", (name) => unary(name)),
  ...each("digamma lgamma i0", (name) => unary(name, POSITIVE)),
  ...each("deg2rad rad2deg frac", withX),
  ...each("isneginf isposinf isreal signbit sgn", ungraded),
  ...each("arctan2 fmax hypot logaddexp logaddexp2 inner nextafter", binary),
  ...each("copysign ldexp", (name) => ({ ...binary(name), parameters: { input: "x" } })),
  ...each("greater greater_equal less less_equal not_equal", comparison),
  ...each("bitwise_and bitwise_or bitwise_xor bitwise_left_shift bitwise_right_shift gcd lcm", ofIntegers),
  ...each("igamma igammac", (name) =>
    proven(
      `mindspore.ops.${name}`,
      ["float32[2,3]>0", "float32[2,3]>0"],
      [`torch.${name}(«x, y|x, other=y»)`],
      {},
      NO_GRADIENT,
    ),
  ),
  fix: proven("mindspore.ops.trunc", FLOATS, ["torch.fix(«x|input=x»)"]),
  logit: proven("mindspore.ops.logit", FLOATS, ["torch.logit(torch.sigmoid(x)«|, 1e-3|, eps=1e-3»)"], {
    parameters: { eps: { requires: "float" } },
  }),
  float_power: proven("mindspore.ops.float_power", POSITIVE, ["torch.float_power(x, «2|0.5|exponent=2»)"]),
  heaviside: proven("mindspore.ops.heaviside", PAIR, ["torch.heaviside(x, «y|values=y»)"], {}, NO_GRADIENT),
  mvlgamma: proven("mindspore.ops.mvlgamma", POSITIVE, ["torch.mvlgamma(x + 2, «2|p=2»)"]),
  clamp_max: proven("mindspore.ops.clamp", FLOATS, ["torch.clamp_max(x, «0.1|max=0.1»)"]),
  celu: proven("mindspore.ops.celu", FLOATS, ["torch.celu(x«|, 2|, alpha=0.5»)"], {
    parameters: { input: "x", alpha: { requires: "float" } },
  }),
  prelu: proven("mindspore.ops.prelu", ["float32[2,3,4]", "float32[3]>0"], ["torch.prelu(x, «y|weight=y»)"]),
  hardshrink: proven("mindspore.ops.hardshrink", FLOATS, ["torch.hardshrink(x«|, 0.2|, lambd=0.2»)"]),
  threshold: proven("mindspore.ops.threshold", FLOATS, ["torch.threshold(x, «0.1, 2.0|threshold=0.1, value=2.0»)"], {
    parameters: { threshold: "thr" },
  }),
  selu: manual("alias", "Write F.selu(x), whose verdict counts: MindSpore's gradient differs below zero."),
  polygamma: manual("differs", "Write ops.polygamma(ms.Tensor(n), x): MindSpore takes the order as a tensor."),
  angle: manual("no-kernel", "Of a complex tensor ops.atan2(ops.imag(x), ops.real(x)) computes it."),
  real: manual("no-kernel", "ops.real(x) of a complex tensor is the same; a real one is its own real part."),
  fmin: manual("no-kernel", "-ops.fmax(-x, -y) computes it."),
  imag: manual("no-kernel", "ops.imag(x) of a complex tensor is the same; a real one has no imaginary part."),
  complex: written(
    COMPLEX_OF,
    ["float32[2,3]", "float32[2,3]"],
    ["torch.complex(x, y).real", "torch.complex(real=x, imag=y).imag"],
    {
      signatures: { torch: "(real, imag)" },
      unsafe: "products of complex tensors have no gradient in MindSpore",
    },
    NO_GRADIENT,
  ),
  bitwise_not: manual("no-kernel", "Write -x - 1 of integers, ~x of truths."),
  frexp: manual("no-counterpart", "exponent = ops.floor(ops.log2(ops.abs(x))) + 1, and mantissa = x / 2**exponent."),
  rsub: manual("no-counterpart", "Write other - alpha * x."),
  rrelu: manual(
    "no-kernel",
    "ops.rrelu(x, lower, upper) draws its slopes on Ascend only; ops.leaky_relu(x, 0.23) has the mean one.",
  ),
});
