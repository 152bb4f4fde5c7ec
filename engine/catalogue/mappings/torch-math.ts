import { ALLCLOSE, EQUAL } from "../definitions/comparisons.ts";
import { EINSUM } from "../definitions/functions.ts";
import { defineNamespace, type Mapping } from "../mapping.ts";
import { NO_GRADIENT, written } from "./entries.ts";

const FLOATS = ["float32[2,3]"];
const POSITIVE = ["float32[2,3]>0"];
const PAIR = ["float32[2,3]", "float32[2,3]>0"];
const TRUTHS = ["bool[2,3]", "bool[2,3]"];

/** A function of one tensor with torch's own name and parameter. */
const unary = (name: string, inputs = FLOATS, to = name): Mapping => ({
  to: `mindspore.ops.${to}`,
  proof: { inputs, values: [`torch.${name}(«x|input=x»)`] },
});
const predicate = (name: string): Mapping => ({
  to: `mindspore.ops.${name}`,
  proof: { inputs: FLOATS, values: [`torch.${name}(«x|x / 0»)`], gradient: false },
});
const binary = (name: string, to = name): Mapping => ({
  to: `mindspore.ops.${to}`,
  proof: { inputs: PAIR, values: [`torch.${name}(«x, y|x, other=y|x, 2.0»)`] },
});
const tensorPair = (name: string): Mapping => ({
  to: `mindspore.ops.${name}`,
  proof: { inputs: PAIR, values: [`torch.${name}(«x, y|x, other=y|input=x, other=y»)`] },
});
const comparison = (name: string): Mapping => ({
  to: `mindspore.ops.${name}`,
  proof: { inputs: PAIR, values: [`torch.${name}(«x, y|x, 0|x, other=y|input=x, other=y»)`], gradient: false },
});
const logical = (name: string): Mapping => ({
  to: `mindspore.ops.${name}`,
  proof: { inputs: TRUTHS, values: [`torch.${name}(«x, y|x, other=y»)`], gradient: false },
});
/** alpha has no counterpart. */
const scaled = (name: string): Mapping => ({
  ...binary(name),
  parameters: { alpha: { drop: ["1"], why: `Multiply the second by alpha: ops.${name}(x, alpha * y).` } },
});

const FLOORED: Mapping = {
  to: "mindspore.ops.floor_divide",
  parameters: { rounding_mode: { drop: ["'floor'", '"floor"'] } },
};

/** Element by element, and products of matrices. */
export const TORCH_MATH = defineNamespace("torch", {
  abs: unary("abs"),
  absolute: unary("absolute"),
  neg: unary("neg"),
  negative: unary("negative"),
  sign: unary("sign"),
  exp: unary("exp"),
  expm1: unary("expm1"),
  log: unary("log", POSITIVE),
  log2: unary("log2", POSITIVE),
  log10: unary("log10", POSITIVE),
  log1p: unary("log1p", POSITIVE),
  sqrt: { ...unary("sqrt", POSITIVE), parameters: { input: "x" } },
  rsqrt: unary("rsqrt", POSITIVE),
  square: unary("square"),
  reciprocal: unary("reciprocal", POSITIVE),
  sin: unary("sin"),
  cos: unary("cos"),
  tan: unary("tan"),
  sinh: unary("sinh"),
  cosh: unary("cosh"),
  atan: unary("atan"),
  tanh: unary("tanh"),
  sigmoid: unary("sigmoid"),
  erf: unary("erf"),
  floor: unary("floor"),
  ceil: unary("ceil"),
  trunc: unary("trunc"),
  round: {
    to: "mindspore.ops.round",
    parameters: {
      decimals: {
        drop: ["0"],
        why: "MindSpore rounds to whole numbers only on a CPU: write ops.round(x * 10**n) / 10**n.",
      },
    },
    proof: { inputs: FLOATS, values: ["torch.round(x * 10)"] },
  },
  relu: unary("relu"),
  softmax: {
    to: "mindspore.ops.softmax",
    parameters: { dim: "axis" },
    proof: {
      inputs: FLOATS,
      values: ["torch.softmax(«x, 1|x, dim=1|x, dim=-1|input=x, dim=1»«|, dtype=torch.float32»)"],
    },
  },
  log_softmax: {
    to: "mindspore.ops.log_softmax",
    parameters: {
      input: "logits",
      dim: "axis",
      dtype: { refuse: true, why: "MindSpore's log_softmax takes no dtype: convert the tensor first." },
    },
    proof: { inputs: FLOATS, values: ["torch.log_softmax(«x, 1|x, dim=1|x, dim=-1»)"] },
  },
  isnan: predicate("isnan"),
  isinf: predicate("isinf"),
  isfinite: predicate("isfinite"),
  clamp: {
    to: "mindspore.ops.clamp",
    proof: {
      inputs: FLOATS,
      values: ["torch.clamp(x, «-0.5, 0.5|min=0|max=0.5|-0.5, max=0.5|min=-0.5, max=0.5|-0.5|0|min=0.1»)"],
    },
  },
  clip: {
    to: "mindspore.ops.clip",
    proof: {
      inputs: FLOATS,
      values: ["torch.clip(x, «-0.5, 0.5|min=0|max=0.5|-0.5, max=0.5|min=-0.5, max=0.5|-0.5»)"],
    },
  },
  add: scaled("add"),
  sub: scaled("sub"),
  subtract: {
    ...scaled("sub"),
    to: "mindspore.ops.subtract",
    proof: { inputs: PAIR, values: ["torch.subtract(«x, y|x, other=y»)"] },
  },
  mul: binary("mul"),
  multiply: binary("multiply"),
  div: {
    to: "mindspore.ops.div",
    // ops.div refuses int32, as topk and sort give places, and a number together.
    ofKeyword: { name: "rounding_mode", texts: ["'floor'", '"floor"'], mapping: FLOORED },
    proof: {
      inputs: PAIR,
      values: [
        "torch.div(«x, y|x, other=y|x, 2.0»)",
        "torch.div(x, y, rounding_mode=«'floor'|'trunc'|None»)",
        "torch.div(«x.topk(2)[1], 2|x.topk(2)[1], other=2», rounding_mode='floor').long()",
      ],
    },
  },
  divide: { to: "mindspore.ops.divide", proof: { inputs: PAIR, values: ["torch.divide(«x, y|x, other=y|x, 2.0»)"] } },
  true_divide: { ...binary("true_divide"), parameters: { input: "dividend", other: "divisor" } },
  floor_divide: {
    to: "mindspore.ops.floor_divide",
    proof: { inputs: PAIR, values: ["torch.floor_divide(x, y)"], gradient: false },
  },
  remainder: {
    to: "mindspore.ops.remainder",
    proof: { inputs: PAIR, values: ["torch.remainder(«x, y|x, 2|x, other=y»)"] },
  },
  fmod: { to: "mindspore.ops.fmod", proof: { inputs: PAIR, values: ["torch.fmod(«x, y|x, 2.0|x, other=y»)"] } },
  pow: {
    to: "mindspore.ops.pow",
    proof: { inputs: POSITIVE, values: ["torch.pow(«x, 2|x, 0.5|x, x|x, exponent=2|2.0, x|input=x, exponent=3»)"] },
  },
  maximum: tensorPair("maximum"),
  minimum: tensorPair("minimum"),
  atan2: tensorPair("atan2"),
  lerp: { to: "mindspore.ops.lerp", proof: { inputs: PAIR, values: ["torch.lerp(x, y, «0.3|weight=0.3»)"] } },
  eq: comparison("eq"),
  ne: comparison("ne"),
  gt: comparison("gt"),
  lt: comparison("lt"),
  ge: comparison("ge"),
  le: comparison("le"),
  isclose: {
    to: "mindspore.ops.isclose",
    proof: {
      inputs: PAIR,
      values: ["torch.isclose(x, «x|y|x, 1e-3|y, rtol=1e-3|y, atol=1.0|y, rtol=1e-3, atol=1e-3»)"],
      gradient: false,
    },
  },
  allclose: written(
    ALLCLOSE,
    ["float32[3]"],
    [
      "torch.allclose(x, x + 1e-3«|, 0.1|, atol=1e-2|, rtol=0.1, atol=0.1|, equal_nan=True|, rtol=0.1, atol=0.1, equal_nan=True»)",
    ],
    {},
    NO_GRADIENT,
  ),
  equal: written(
    EQUAL,
    ["float32[3]", "float32[4]"],
    ["torch.equal(«x, x|x, y|x, x + 1|input=x, other=y»)"],
    { effect: "silent", note: "ops.equal compares element by element." },
    NO_GRADIENT,
  ),
  logical_and: logical("logical_and"),
  logical_or: logical("logical_or"),
  logical_xor: logical("logical_xor"),
  logical_not: {
    to: "mindspore.ops.logical_not",
    proof: { inputs: TRUTHS, values: ["torch.logical_not(«x|input=x»)"], gradient: false },
  },
  matmul: {
    to: "mindspore.ops.matmul",
    proof: {
      inputs: ["float32[2,3,4]", "float32[2,4,5]"],
      values: ["torch.matmul(«x, y|x, other=y|x, y[0]|input=x, other=y»)"],
    },
  },
  mm: {
    to: "mindspore.ops.mm",
    proof: { inputs: ["float32[3,4]", "float32[4,5]"], values: ["torch.mm(«x, y|x, mat2=y»)"] },
  },
  bmm: {
    to: "mindspore.ops.bmm",
    parameters: { input: "input_x" },
    proof: { inputs: ["float32[2,3,4]", "float32[2,4,5]"], values: ["torch.bmm(«x, y|x, mat2=y»)"] },
  },
  mv: {
    to: "mindspore.ops.mv",
    parameters: { input: "mat" },
    proof: { inputs: ["float32[3,4]", "float32[4]"], values: ["torch.mv(x, «y|vec=y»)"] },
  },
  dot: {
    to: "mindspore.ops.mul",
    signatures: { torch: "(input, tensor)" },
    parameters: { tensor: "other" },
    after: ".sum()",
    note: "ops.dot wants two dimensions.",
    proof: { inputs: ["float32[3]", "float32[3]"], values: ["torch.dot(x, «y|tensor=y»)"] },
  },
  outer: {
    to: "mindspore.ops.outer",
    proof: { inputs: ["float32[3]", "float32[4]"], values: ["torch.outer(x, «y|vec2=y»)"] },
  },
  addmm: {
    to: "mindspore.ops.addmm",
    proof: {
      inputs: ["float32[5]", "float32[3,4]", "float32[4,5]"],
      values: ["torch.addmm(x, y, z«|, beta=0.5|, alpha=2|, beta=0.5, alpha=2»)"],
    },
  },
  baddbmm: {
    to: "mindspore.ops.baddbmm",
    proof: {
      inputs: ["float32[2,3,5]", "float32[2,3,4]", "float32[2,4,5]"],
      values: ["torch.baddbmm(x, y, z«|, beta=0.5, alpha=2»)"],
    },
  },
  einsum: {
    definition: EINSUM,
    signatures: { torch: "(equation, *operands)" },
    note: "ops.einsum has no CPU kernel.",
    proof: {
      inputs: ["float32[2,3,4,5]", "float32[2,3,6,5]", "float32[5,3]", "float32[4,4]"],
      values: [
        "torch.einsum('bhid,bhjd->bhij', x, y)",
        "torch.einsum(«'b h i d, b h j d -> b h i j'|'bhid,bhjd->bhi'|'bhid,bhjd->bijh'», x, y)",
        "torch.einsum(«'bhid,dk->bhik'|'bhid,dh->bhi'|'bhid,dh'», x, z)",
        "torch.einsum(«'ij->ji'|'ij->i'|'ij->'», w)",
        "torch.einsum('bhid,dh,ij->bj', x, z, w)",
        "torch.einsum(«'... i d, ... j d -> ... i j'|'...id,...jd->...ij'|'...id,...jd'|'b...d,b...d->b...'», x, «y[:, :, :4]|y[:, :1, :4]»)",
        "torch.einsum('...id,dk->...ik', «x, z|[x, z]|(x, z)»)",
        "torch.einsum('...id,...jd->...ij', x, y[0])",
        "torch.einsum(«'ii->i'|'ii->'|'ii'», w)",
        "torch.einsum('ii,ij->ij', w, w)",
      ],
    },
  },
  cdist: {
    to: "mindspore.ops.cdist",
    parameters: { p: { requires: "float" } },
    proof: { inputs: ["float32[3,4]", "float32[5,4]"], values: ["torch.cdist(x, y«|, 1|, p=1.0»)"] },
  },
  cosine_similarity: {
    to: "mindspore.ops.cosine_similarity",
    proof: {
      inputs: ["float32[3,4]", "float32[3,4]"],
      values: ["torch.cosine_similarity(x, y«|, 0|, dim=0|, dim=-1|, eps=1e-6»)"],
    },
  },
});
