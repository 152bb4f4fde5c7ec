import { SOLVE_TRIANGULAR } from "../definitions/algebra.ts";
import { ENTR, MATRIX_EXP, XLOGY } from "../definitions/elementwise.ts";
import { defineNamespace, type Mapping, type Proof } from "../mapping.ts";
import { each, manual, NO_GRADIENT, proven, written } from "./entries.ts";

const SQUARE = ["float32[3,3]"];
const POSITIVE = ["float32[2,3]>0"];
const NUMPY = "Compute it by numpy.linalg from x.asnumpy() where no gradient is needed.";
const byNumpy = (): Mapping => manual("no-kernel", NUMPY);
const DOCUMENTATION = "It is a piece of torch's documentation: leave it out.";

/** Matrices, beyond what most programs use. */
export const LINALG_RARE = defineNamespace("torch.linalg", {
  cond: proven(
    "mindspore.ops.cond",
    SQUARE,
    ["torch.linalg.cond(x«|, 1|, p=1»)"],
    {
      parameters: {
        p: { refuse: ["2.0", "2.", "-2.0"], why: "MindSpore takes the order 2 as a whole number only: write p=2." },
      },
    },
    NO_GRADIENT,
  ),
  diagonal: proven("mindspore.ops.diagonal", ["float32[2,3,3]"], ["torch.linalg.diagonal(x«|, offset=1»)"], {
    parameters: { A: "input" },
  }),
  matmul: proven("mindspore.ops.matmul", ["float32[3,4]", "float32[4,5]"], ["torch.linalg.matmul(x, y)"]),
  vecdot: proven(
    "mindspore.ops.vecdot",
    ["float32[3,4]", "float32[3,4]"],
    ["torch.linalg.vecdot(x, y«|, dim=0|, dim=-1»)"],
    { parameters: { dim: "axis" } },
  ),
  multi_dot: proven(
    "mindspore.numpy.multi_dot",
    ["float32[2,3]", "float32[3,4]", "float32[4,2]"],
    ["torch.linalg.multi_dot(«[x, y, z]|tensors=[x, y, z]»)"],
    { parameters: { tensors: "arrays" } },
  ),
  vander: proven(
    "mindspore.numpy.vander",
    ["float32[3]"],
    ["torch.linalg.vander(x«|, N=4»)"],
    { add: { increasing: "True" } },
    NO_GRADIENT,
  ),
  cholesky: {
    to: "mindspore.ops.cholesky",
    parameters: { A: "input_x" },
    unsafe: "MindSpore's cholesky has no gradient on a CPU",
    signatures: { torch: "(A, *, upper=False)" },
    proof: {
      inputs: ["float32[3,3]"],
      values: ["torch.linalg.cholesky(x @ x.T + torch.eye(3)«|, upper=True»)"],
      gradient: false,
    },
  },
  matrix_exp: written(MATRIX_EXP, SQUARE, ["torch.linalg.matrix_exp(x)"], { signatures: { torch: "(input)" } }),
  matrix_rank: manual("no-counterpart", "(ops.svd(x, compute_uv=False) > tol).sum() counts it."),
  svdvals: proven("mindspore.ops.svd", ["float32[4,3]"], ["torch.linalg.svdvals(«x|A=x»)"], {
    signatures: { torch: "(A)" },
    parameters: { A: "input" },
    add: { compute_uv: "False" },
  }),
  solve_triangular: written(
    SOLVE_TRIANGULAR,
    ["float32[3,3]", "float32[3,2]", "float32[2,3]"],
    [
      "torch.linalg.solve_triangular(torch.triu(x) + 3 * torch.eye(3), y, upper=True«|, unitriangular=True|, left=True»)",
      "torch.linalg.solve_triangular(torch.tril(x) + 3 * torch.eye(3), «y, upper=False|B=y, upper=False|z, upper=False, left=False»)",
    ],
    { signatures: { torch: "(A, B, *, upper, left=True, unitriangular=False)" } },
  ),
  solve_ex: manual("no-counterpart", "Write ops.matmul(ops.inverse(A), B)."),
  inv_ex: manual("alias", "Write torch.linalg.inv, which is rewritten: MindSpore tells of no failure."),
  cholesky_ex: manual("alias", "Write torch.linalg.cholesky, which is rewritten: MindSpore tells of no failure."),
  lstsq: manual("no-kernel", "ops.matmul(ops.pinv(A), B) computes the solution."),
  tensorinv: manual("no-counterpart", "Reshape to a matrix, ops.inverse, and reshape back."),
  tensorsolve: manual("no-counterpart", "Reshape to a matrix, and write ops.matmul(ops.inverse(A), B)."),
  ...each(
    "eigvals eigvalsh householder_product ldl_factor ldl_factor_ex ldl_solve lu lu_factor lu_factor_ex lu_solve",
    byNumpy,
  ),
  common_notes: manual("internal", DOCUMENTATION),
});

const transform = (name: string): Mapping =>
  proven(
    `mindspore.ops.${name}`,
    ["float32[2,8,8]"],
    [`torch.fft.${name}(x«|, norm="ortho"»)`],
    { since: "2.7" },
    NO_GRADIENT,
  );
const frequencies = (name: string): Mapping =>
  proven(
    `mindspore.ops.${name}`,
    ["float32[2]"],
    [`torch.fft.${name}(«8|8, 0.5|8, d=0.5|n=8»)`],
    { since: "2.7" },
    NO_GRADIENT,
  );

/** Fourier transforms, beyond what most programs use. */
export const FFT_RARE = defineNamespace("torch.fft", {
  ...each("hfft hfft2 ihfft2 hfftn ihfftn irfftn rfftn", transform),
  ihfft: proven(
    "mindspore.ops.ihfft",
    ["float32[2,8]"],
    ['torch.fft.ihfft(x«|, norm="ortho"») * 1'],
    { since: "2.7" },
    NO_GRADIENT,
  ),
  ...each("fftfreq rfftfreq", frequencies),
  ...each("common_args factory_common_args", () => manual("internal", DOCUMENTATION)),
});

const special = (name: string, to = name, mapping: Mapping = {}): Mapping =>
  proven(`mindspore.ops.${to}`, POSITIVE, [`torch.special.${name}(x)`], mapping);
/** torch has no gradient of these. */
const bessel = (name: string, to: string): Mapping =>
  proven(`mindspore.ops.${to}`, POSITIVE, [`torch.special.${name}(x)`], { parameters: { input: "x" } }, NO_GRADIENT);
const pair = (name: string, to: string, proof: Partial<Proof> = {}): Mapping =>
  proven(`mindspore.ops.${to}`, [...POSITIVE, ...POSITIVE], [`torch.special.${name}(x, «y|other=y»)`], {}, proof);
const SCIPY = "scipy.special has it for NumPy arrays: use it on x.asnumpy() where no gradient is needed.";

/** Special functions, beyond what most programs use. */
export const SPECIAL_RARE = defineNamespace("torch.special", {
  ...each("bessel_j0 bessel_j1 bessel_y0 bessel_y1", (name) => bessel(name, name)),
  i0: special("i0"),
  i0e: special("i0e", "bessel_i0e", { parameters: { input: "x" } }),
  i1: special("i1", "bessel_i1", { parameters: { input: "x" } }),
  i1e: special("i1e", "bessel_i1e", { parameters: { input: "x" } }),
  modified_bessel_i0: bessel("modified_bessel_i0", "bessel_i0"),
  modified_bessel_i1: bessel("modified_bessel_i1", "bessel_i1"),
  modified_bessel_k0: bessel("modified_bessel_k0", "bessel_k0"),
  modified_bessel_k1: bessel("modified_bessel_k1", "bessel_k1"),
  scaled_modified_bessel_k0: bessel("scaled_modified_bessel_k0", "bessel_k0e"),
  scaled_modified_bessel_k1: bessel("scaled_modified_bessel_k1", "bessel_k1e"),
  psi: special("psi", "digamma"),
  sinc: special("sinc"),
  round: proven("mindspore.ops.round", ["float32[2,3]"], ["torch.special.round(x * 10)"]),
  erfinv: proven("mindspore.ops.erfinv", ["float32[2,3]"], ["torch.special.erfinv(torch.tanh(x))"]),
  logit: proven("mindspore.ops.logit", ["float32[2,3]"], ["torch.special.logit(torch.sigmoid(x)«|, 1e-3|, eps=1e-3»)"]),
  multigammaln: proven("mindspore.ops.mvlgamma", POSITIVE, ["torch.special.multigammaln(x + 2, «2|p=2»)"]),
  gammainc: pair("gammainc", "igamma", NO_GRADIENT),
  gammaincc: pair("gammaincc", "igammac", NO_GRADIENT),
  xlogy: written(XLOGY, ["float32[2,3]", ...POSITIVE], ["torch.special.xlogy(x, «y|other=y»)"], {
    signatures: { torch: "(input, other)" },
  }),
  zeta: pair("zeta", "zeta", NO_GRADIENT),
  softmax: proven("mindspore.ops.softmax", ["float32[2,3]"], ["torch.special.softmax(x, «1|dim=1|-1»)"], {
    parameters: { dim: "axis" },
  }),
  log_softmax: proven("mindspore.ops.log_softmax", ["float32[2,3]"], ["torch.special.log_softmax(x, «1|dim=1|-1»)"], {
    parameters: {
      input: "logits",
      dim: "axis",
      dtype: { refuse: true, why: "MindSpore's log_softmax takes no dtype: convert the tensor first." },
    },
  }),
  logsumexp: proven("mindspore.ops.logsumexp", ["float32[2,3]"], ["torch.special.logsumexp(x, «1|dim=1|1, True»)"]),
  polygamma: manual("differs", "Write ops.polygamma(ms.Tensor(n), x): MindSpore takes the order as a tensor."),
  entr: written(ENTR, POSITIVE, ["torch.special.entr(«x|input=x»)"], { signatures: { torch: "(input)" } }),
  xlog1py: manual("no-counterpart", "Write x * ops.log1p(y)."),
  ndtr: manual("no-counterpart", "Write 0.5 * ops.erfc(-x / math.sqrt(2))."),
  ndtri: manual("no-counterpart", "Write math.sqrt(2) * ops.erfinv(2 * x - 1)."),
  log_ndtr: manual("no-counterpart", "Write ops.log(0.5 * ops.erfc(-x / math.sqrt(2)))."),
  ...each(
    "airy_ai erfcx chebyshev_polynomial_t chebyshev_polynomial_u chebyshev_polynomial_v chebyshev_polynomial_w hermite_polynomial_h hermite_polynomial_he laguerre_polynomial_l legendre_polynomial_p shifted_chebyshev_polynomial_t shifted_chebyshev_polynomial_u shifted_chebyshev_polynomial_v shifted_chebyshev_polynomial_w spherical_bessel_j0",
    () => manual("no-counterpart", SCIPY),
  ),
  ...each("common_args multi_dim_common", () => manual("internal", DOCUMENTATION)),
});
