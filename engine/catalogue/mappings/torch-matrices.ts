import { CHAIN_MATMUL } from "../definitions/elementwise.ts";
import { AMINMAX } from "../definitions/statistics.ts";
import { defineNamespace, type Mapping } from "../mapping.ts";
import { each, manual, NO_GRADIENT, proven, written } from "./entries.ts";

const MATRIX = ["float32[3,4]"];
const SQUARE = ["float32[3,3]"];
const BATCH = ["float32[3,3]", "float32[2,3,4]", "float32[2,4,3]"];

/** beta * input + alpha * (a @ b): torch's stubs tell an old form of these. */
const added = (name: string, inputs: readonly string[], names: string, mapping: Mapping = {}): Mapping =>
  proven(`mindspore.ops.${name}`, inputs, [`torch.${name}(x, y, z«|, beta=0.5|, alpha=2|, beta=0.5, alpha=2»)`], {
    signatures: { torch: `(input, ${names}, *, beta=1, alpha=1, out=None)` },
    ...mapping,
  });
const overNumbers = (name: string): Mapping =>
  proven(`mindspore.ops.${name}`, MATRIX, [`torch.${name}(x«|, 1|, dim=1|, dim=1, keepdim=True»)`], {
    parameters: { dim: "axis", keepdim: "keepdims" },
  });
const NUMPY = "Compute it by numpy.linalg from x.asnumpy() where no gradient is needed.";
const inverse = (text: string) => manual("no-kernel", text);

/** Products, decompositions and statistics, beyond what most programs use. */
export const TORCH_MATRICES = defineNamespace("torch", {
  addbmm: added("addbmm", BATCH, "batch1, batch2"),
  addmv: added("addmv", ["float32[3]", "float32[3,4]", "float32[4]"], "mat, vec"),
  addr: added("addr", ["float32[3,4]", "float32[3]", "float32[4]"], "vec1, vec2", { parameters: { input: "x" } }),
  ger: proven("mindspore.ops.ger", ["float32[3]", "float32[4]"], ["torch.ger(x, «y|vec2=y»)"]),
  kron: proven("mindspore.ops.kron", ["float32[2,3]", "float32[2,2]"], ["torch.kron(x, «y|other=y»)"]),
  trace: proven("mindspore.ops.trace", SQUARE, ["torch.trace(«x|input=x»)"]),
  inverse: proven("mindspore.ops.inverse", SQUARE, ["torch.inverse(«x|input=x»)"]),
  matrix_power: proven("mindspore.ops.matrix_power", SQUARE, ["torch.matrix_power(x, «2|n=3»)"], {}, NO_GRADIENT),
  slogdet: proven("mindspore.ops.slogdet", SQUARE, ["torch.slogdet(x)"]),
  cross: proven("mindspore.ops.cross", ["float32[4,3]", "float32[4,3]"], ["torch.cross(x, y, «1|dim=1|-1»)"]),
  dist: proven("mindspore.ops.dist", ["float32[2,3]", "float32[2,3]"], ["torch.dist(x, y«|, 2|, p=1»)"]),
  pdist: proven("mindspore.ops.pdist", MATRIX, ["torch.pdist(x«|, 1.0|, p=2»)"], {
    parameters: { p: { requires: "float" } },
  }),
  tensordot: proven(
    "mindspore.numpy.tensordot",
    ["float32[2,3]", "float32[3,2]"],
    ["torch.tensordot(x, y, «1|dims=1|dims=([1], [0])|dims=([0], [1])»)"],
    { parameters: { dims: "axes" } },
  ),
  cov: proven("mindspore.ops.cov", MATRIX, ["torch.cov(x«|, correction=0»)"], {}, NO_GRADIENT),
  corrcoef: proven(
    "mindspore.numpy.corrcoef",
    MATRIX,
    ["torch.corrcoef(x)"],
    { parameters: { input: "x" } },
    NO_GRADIENT,
  ),
  logcumsumexp: proven("mindspore.ops.logcumsumexp", MATRIX, ["torch.logcumsumexp(x, «1|dim=0»)"], {
    parameters: { dim: "axis" },
  }),
  ...each("nansum nanmean", overNumbers),
  aminmax: proven("mindspore.ops.aminmax", MATRIX, ["torch.aminmax(x«|, dim=1|, dim=0|, dim=1, keepdim=True»)"], {
    adapter: AMINMAX,
    parameters: {
      dim: { to: "axis", refuse: ["None"], why: "Of the whole write x.min(), x.max()." },
      keepdim: "keepdims",
    },
  }),
  var_mean: proven(
    "mindspore.ops.var_mean",
    MATRIX,
    ["torch.var_mean(x«|, 1|, dim=1|, [0, 1]|, dim=1, keepdim=True|, 1, unbiased=False|, dim=1, correction=0»)"],
    {
      parameters: {
        dim: { to: "axis", list: "tuple" },
        unbiased: { to: "ddof", values: { True: "1", False: "0" } },
        correction: { to: "ddof", values: { "0": "0", "1": "1", None: "1" } },
        keepdim: "keepdims",
      },
    },
  ),
  diff: proven("mindspore.ops.diff", MATRIX, ["torch.diff(x«|, 1|, dim=0|, 1, 0»)"], {
    parameters: {
      input: "x",
      dim: "axis",
      n: { drop: ["1"], why: "MindSpore takes one difference: call diff again." },
    },
  }),
  trapz: proven("mindspore.ops.trapz", ["float32[2,5]", "float32[2,5]"], ["torch.trapz(y«|, x|, dx=0.5|, x, dim=1»)"], {
    signatures: { torch: "(y, x=None, *, dx=1, dim=-1)" },
  }),
  histc: proven("mindspore.ops.histc", MATRIX, ["torch.histc(x«, 4, -1, 1|, bins=4, min=-1, max=1»)"], {}, NO_GRADIENT),
  msort: proven("mindspore.ops.msort", MATRIX, ["torch.msort(x)"]),
  renorm: proven("mindspore.ops.renorm", MATRIX, ["torch.renorm(x, «2, 0, 1|p=2, dim=0, maxnorm=1.0»)"], {
    parameters: { dim: "axis", maxnorm: { requires: "float" } },
  }),
  cholesky: inverse(NUMPY),
  nanquantile: inverse("ops.sort of the values that are numbers, or numpy.nanquantile outside the model."),
  bilinear: manual(
    "differs",
    "nn.BiDense holds the weight: write ops.einsum's product by matmul, x1 @ W[k] * x2 summed for each k.",
  ),
  chain_matmul: written(
    CHAIN_MATMUL,
    ["float32[2,3]", "float32[3,4]", "float32[4,2]"],
    ["torch.chain_matmul(«x, y, z|x, y|*[x, y, z]»)"],
  ),
  cholesky_inverse: inverse("ops.inverse(ops.matmul(L, L.T)) computes it."),
  cholesky_solve: inverse("ops.matmul(ops.inverse(ops.matmul(L, L.T)), B) computes it."),
  lu_solve: inverse(`scipy.linalg.lu_solve does it outside the model. ${NUMPY}`),
  lu: inverse(NUMPY),
  lu_unpack: inverse(NUMPY),
  lstsq: inverse(`ops.matmul(ops.pinv(A), B) computes it. ${NUMPY}`),
  lobpcg: manual("no-counterpart", NUMPY),
  eig: inverse(NUMPY),
  symeig: manual("no-counterpart", NUMPY),
  matrix_rank: manual("no-counterpart", "(ops.svd(x, compute_uv=False) > tol).sum() counts it."),
  svd: manual("differs", "ops.svd(x) returns the values first, then U and V: torch returns U, the values and V."),
  svd_lowrank: manual("no-counterpart", "Cut what ops.svd returns to its first q columns."),
  pca_lowrank: manual("no-counterpart", "Take the mean away, and cut what ops.svd returns to its first q columns."),
  pinverse: manual("alias", "Write torch.linalg.pinv, which is rewritten."),
  solve: manual("no-counterpart", "Write ops.matmul(ops.inverse(A), B)."),
  triangular_solve: inverse("Write ops.matmul(ops.inverse(A), B)."),
  orgqr: inverse(NUMPY),
  ormqr: inverse(NUMPY),
  geqrf: inverse(NUMPY),
  vdot: manual("no-kernel", "Write (x.conj() * y).sum()."),
  mode: manual("no-counterpart", "Count by ops.bincount of whole numbers, or scipy.stats.mode of x.asnumpy()."),
  nanmedian: manual("no-kernel", "ops.median(x[ops.logical_not(ops.isnan(x))])[0] computes it for the whole tensor."),
  histogram: manual("differs", "mindspore.numpy.histogram(x, bins, range) returns counts and edges."),
  histogramdd: manual("differs", "mindspore.numpy.histogramdd(x, bins) returns counts and edges."),
  cumulative_trapezoid: manual("no-counterpart", "ops.cumsum(dx * (y[..., 1:] + y[..., :-1]) / 2, -1) computes it."),
  frobenius_norm: manual("alias", "Write torch.linalg.matrix_norm, which is rewritten."),
  nuclear_norm: manual("no-counterpart", "ops.svd(x, compute_uv=False).sum() computes it."),
  norm_except_dim: manual("internal", "Write torch.norm over the other axes, which is rewritten."),
  nonzero_static: manual("no-counterpart", "Cut or fill ops.nonzero(x) to the size."),
  unique_dim: manual("internal", "Write torch.unique with dim=."),
  segment_reduce: manual(
    "no-counterpart",
    "ops.unsorted_segment_sum(data, segments, n) adds up by segment, with _min, _max and _prod beside it.",
  ),
  hash_tensor: manual("no-counterpart", "hash(x.asnumpy().tobytes()) does for tests of equality."),
  istft: manual("no-counterpart", "librosa.istft of x.asnumpy(), or the windowed sum of ops.irfft of each frame."),
  binomial: manual("no-counterpart", "Draw count times and sum: (ops.rand(n, *p.shape) < p).sum(0)."),
  poisson: manual("differs", "ops.random_poisson(ms.Tensor([1]), rate)[0] draws one for each rate."),
  randint_like: manual("alias", "Write torch.randint(low, high, x.shape), which is rewritten."),
});
