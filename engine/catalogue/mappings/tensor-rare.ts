import { AMINMAX } from "../definitions/statistics.ts";
import { defineNamespace, type Mapping } from "../mapping.ts";
import { each, manual, NO_GRADIENT, proven, written } from "./entries.ts";

const SQUARE = ["float32[3,3]"];
const POSITIVE = ["float32[2,3]>0"];
const PAIR = ["float32[2,3]", "float32[2,3]>0"];
const INTEGERS = ["int64[2,3]<9", "int64[2,3]<9"];

const method = (
  name: string,
  inputs: readonly string[],
  call: string,
  mapping: Mapping = {},
  proof: object = {},
): Mapping => proven(`mindspore.Tensor.${name}`, inputs, [call], mapping, proof);
const plain = (name: string): Mapping => method(name, SQUARE, `x.${name}()`);
const positive = (name: string): Mapping => method(name, POSITIVE, `x.${name}()`);
const above1 = (name: string): Mapping => method(name, POSITIVE, `(x + 1).${name}()`);
const bounded = (name: string): Mapping => method(name, SQUARE, `torch.tanh(x).${name}()`);
const ungraded = (name: string): Mapping => method(name, SQUARE, `x.${name}()`, {}, NO_GRADIENT);
const binary = (name: string): Mapping => method(name, PAIR, `x.${name}(«y|other=y»)`);
const comparison = (name: string): Mapping => method(name, PAIR, `x.${name}(«y|0|other=y»)`, {}, NO_GRADIENT);
const ofIntegers = (name: string): Mapping => method(name, INTEGERS, `x.${name}(y)`, {}, NO_GRADIENT);
/** A method that MindSpore has only as a function. */
const asFunction = (name: string, inputs: readonly string[], call: string, mapping: Mapping = {}): Mapping =>
  proven(`mindspore.ops.${name}`, inputs, [call], mapping);
const cut = (name: string): Mapping =>
  method(name, ["float32[2,4,4]"], `x.${name}(«2|(1,)»)`, { signatures: { torch: "(indices_or_sections)" } });
const torchFunction = (name: string): Mapping =>
  manual("no-kernel", `Read what becomes of torch.${name}: the method computes the same.`);

/** Methods that keep their name or become a function, beyond what most programs use. */
export const TENSOR_KEPT = defineNamespace("torch.Tensor", {
  ...each("angle arcsinh asinh conj deg2rad rad2deg det fliplr flipud msort positive sinc", plain),
  ...each("digamma i0 lgamma", positive),
  ...each("arccosh", above1),
  ...each("atanh arctanh erfinv", bounded),
  ...each("isneginf isposinf isreal signbit argwhere sgn", ungraded),
  ...each("arctan2 copysign fmax inner ldexp logaddexp2 nextafter", binary),
  ...each("greater greater_equal less less_equal not_equal", comparison),
  ...each("bitwise_left_shift bitwise_right_shift gcd lcm", ofIntegers),
  ...each("hsplit vsplit dsplit", cut),
  ...each("dim is_complex is_signed", (name) => ({
    keeps: true,
    proof: { inputs: SQUARE, values: [`x * (2 if x.${name}() else 3)`] },
  })),
  addr: method("addr", ["float32[3,4]", "float32[3]", "float32[4]"], "x.addr(y, z«|, beta=0.5, alpha=2»)"),
  cov: method("cov", SQUARE, "x.cov(«|correction=0»)", {}, NO_GRADIENT),
  cross: method("cross", ["float32[4,3]", "float32[4,3]"], "x.cross(y, «1|dim=1»)"),
  diagflat: method("diagflat", SQUARE, "x.diagflat(«|1|offset=-1»)"),
  diagonal_scatter: method("diagonal_scatter", ["float32[3,3]", "float32[3]"], "x.diagonal_scatter(y)"),
  ger: method("ger", ["float32[3]", "float32[4]"], "x.ger(y)"),
  hardshrink: method("hardshrink", SQUARE, "x.hardshrink(«|0.2|lambd=0.2»)"),
  heaviside: method("heaviside", PAIR, "x.heaviside(y)", {}, NO_GRADIENT),
  histc: method("histc", SQUARE, "x.histc(«4, -1, 1|bins=4, min=-1, max=1»)", {}, NO_GRADIENT),
  logcumsumexp: method("logcumsumexp", SQUARE, "x.logcumsumexp(«1|dim=0»)", { parameters: { dim: "axis" } }),
  logdet: method("logdet", SQUARE, "(torch.matmul(x, x.T) + torch.eye(3)).logdet()"),
  logit: method("logit", SQUARE, "torch.sigmoid(x).logit(«|1e-3|eps=1e-3»)"),
  matrix_power: method("matrix_power", SQUARE, "x.matrix_power(«2|n=3»)", {}, NO_GRADIENT),
  mvlgamma: method("mvlgamma", POSITIVE, "(x + 2).mvlgamma(«2|p=2»)"),
  nansum: method("nansum", SQUARE, "x.nansum(«|1|dim=1|dim=1, keepdim=True»)", {
    signatures: { mindspore: "(axis=None, keepdims=False, *, dtype=None)" },
    parameters: { dim: "axis", keepdim: "keepdims" },
  }),
  nanmean: method("nanmean", SQUARE, "x.nanmean(«|1|dim=1|dim=1, keepdim=True»)", {
    parameters: { dim: "axis", keepdim: "keepdims" },
  }),
  renorm: method("renorm", SQUARE, "x.renorm(«2, 0, 1|p=2, dim=0, maxnorm=1.0»)", {
    parameters: { dim: "axis", maxnorm: { requires: "float" } },
  }),
  rot90: method("rot90", SQUARE, "x.rot90(«|2|1, (0, 1)|k=3»)"),
  select_scatter: method(
    "select_scatter",
    ["float32[3,4]", "float32[4]"],
    "x.select_scatter(y, «0, 1|dim=0, index=2»)",
    {
      parameters: { dim: "axis" },
    },
  ),
  slice_scatter: method(
    "slice_scatter",
    ["float32[3,4]", "float32[2,4]"],
    "x.slice_scatter(y, «0, 1, 3|start=1, end=3»)",
    {
      parameters: { dim: "axis" },
    },
  ),
  slogdet: method("slogdet", SQUARE, "x.slogdet()"),
  ...each("igamma igammac", (name) =>
    method(name, ["float32[2,3]>0", "float32[2,3]>0"], `x.${name}(«y|other=y»)`, {}, NO_GRADIENT),
  ),
  storage_offset: { to: "mindspore.Tensor.storage_offset" },
  sum_to_size: method("sum_to_size", ["float32[4,3]"], "x.sum_to_size(«1, 3|4, 1»)", {
    signatures: { torch: "(*size)" },
  }),
  tensor_split: method("tensor_split", ["float32[5,3]"], "x.tensor_split(«2|(1, 3)|3, dim=1|2, 0»)", {
    signatures: { torch: "(indices_or_sections, dim=0)" },
    parameters: { dim: "axis" },
  }),
  dist: asFunction("dist", PAIR, "x.dist(y«|, 2|, p=1»)"),
  exp2: asFunction("exp2", SQUARE, "x.exp2()"),
  fix: asFunction("trunc", SQUARE, "x.fix()"),
  kron: asFunction("kron", ["float32[2,3]", "float32[2,2]"], "x.kron(«y|other=y»)"),
  is_nonzero: manual("alias", "Write bool(x)."),
  prelu: asFunction("prelu", ["float32[2,3,4]", "float32[3]>0"], "x.prelu(y)"),
  diag_embed: asFunction("diag_embed", ["float32[3,4]"], "x.diag_embed(«|1|offset=-1»)"),
  floor_divide: manual("alias", "Write x // y: MindSpore's method takes no number on a CPU."),
  polygamma: manual("differs", "Write ops.polygamma(ms.Tensor(n), x): MindSpore takes the order as a tensor."),
  char: manual("no-counterpart", "Write x.astype(ms.int8)."),
  chalf: manual("no-counterpart", "MindSpore has no complex numbers of half precision: write x.astype(ms.complex64)."),
  multinomial: manual(
    "alias",
    "Write torch.multinomial(x, n), which is rewritten: MindSpore's default of replacement is True.",
  ),
  bernoulli: manual("no-kernel", "ops.bernoulli(ops.ones_like(x), x) draws it."),
  aminmax: written(AMINMAX, SQUARE, ["x.aminmax(«|dim=1|dim=0, keepdim=True»)"]),
  as_strided: torchFunction("as_strided"),
  as_strided_scatter: torchFunction("as_strided_scatter"),
  ...each(
    "angle fmin nanquantile cholesky cholesky_inverse cholesky_solve corrcoef eig frexp geqrf histogram index_reduce istft lstsq lu lu_solve masked_scatter mode nanmedian nonzero_static orgqr ormqr pinverse put qr solve stft svd symeig triangular_solve vdot hash_tensor narrow_copy slice_inverse",
    torchFunction,
  ),
});
