import { SOLVE, SVD } from "../definitions/algebra.ts";
import { defineNamespace, type Mapping } from "../mapping.ts";
import { manual, NO_GRADIENT, written } from "./entries.ts";

const SQUARE = ["float32[3,3]"];
const MATRIX = ["float32[4,3]"];

/** A function of one matrix, which torch.linalg calls A. */
const ofMatrix = (name: string, to = name, mapping: Partial<Mapping> = {}): Mapping => ({
  to: `mindspore.ops.${to}`,
  proof: { inputs: SQUARE, values: [`torch.linalg.${name}(«x|A=x»)`] },
  ...mapping,
  parameters: { A: "input", ...mapping.parameters },
});
const NO_KERNEL =
  "MindSpore has no kernel for it on a CPU: compute it by numpy.linalg from x.asnumpy() where no gradient is needed.";

/** Matrices and norms. */
export const LINALG = defineNamespace("torch.linalg", {
  det: ofMatrix("det"),
  slogdet: ofMatrix("slogdet"),
  inv: ofMatrix("inv", "inverse"),
  norm: {
    to: "mindspore.ops.norm",
    parameters: { input: "A" },
    proof: {
      inputs: MATRIX,
      values: [
        "torch.linalg.norm(x«|, dim=1|, dim=-1, keepdim=True|, 2, 1|, ord=1, dim=0|, ord=2, dim=-1|, ord=2, dim=-1, keepdim=True»)",
      ],
    },
  },
  vector_norm: {
    to: "mindspore.ops.vector_norm",
    since: "2.7",
    parameters: { dim: { to: "axis", list: "tuple" }, keepdim: "keepdims" },
    proof: {
      inputs: MATRIX,
      values: [
        "torch.linalg.vector_norm(x«|, dim=1|, dim=[0, 1]|, dim=-1, keepdim=True|, 2, 1|, ord=1, dim=0|, ord=2, dim=-1»)",
      ],
    },
  },
  matrix_norm: {
    to: "mindspore.ops.matrix_norm",
    since: "2.7",
    parameters: { dim: "axis", keepdim: "keepdims" },
    proof: { inputs: MATRIX, values: ["torch.linalg.matrix_norm(x«|, keepdim=True»)"] },
  },
  matrix_power: {
    to: "mindspore.ops.matrix_power",
    parameters: { A: "input" },
    proof: { inputs: SQUARE, values: ["torch.linalg.matrix_power(x, «2|n=3»)"], gradient: false },
  },
  cross: {
    to: "mindspore.ops.cross",
    proof: { inputs: ["float32[4,3]", "float32[4,3]"], values: ["torch.linalg.cross(x, y«|, dim=-1|, dim=1»)"] },
  },
  pinv: {
    to: "mindspore.ops.pinv",
    parameters: { A: "x" },
    proof: { inputs: MATRIX, values: ["torch.linalg.pinv(x)"], gradient: false },
  },
  qr: {
    to: "mindspore.ops.qr",
    parameters: { A: "input" },
    proof: { inputs: MATRIX, values: ['torch.linalg.qr(x«|, "reduced"|, mode="complete"»)'], gradient: false },
  },
  solve: written(
    SOLVE,
    ["float32[3,3]", "float32[3,2]", "float32[3]"],
    ["torch.linalg.solve(x @ x.T + 3 * torch.eye(3), «y|z|B=y»)"],
    { parameters: { left: { drop: ["True"] } }, signatures: { torch: "(A, B, *, left=True)" } },
  ),
  svd: written(
    SVD,
    ["float32[4,3]"],
    ["torch.linalg.svd(x«|, full_matrices=False|, False»)[1]"],
    {
      unsafe: "MindSpore's svd has no gradient on a CPU, and vectors may point the other way",
      signatures: { torch: "(A, full_matrices=True)" },
    },
    NO_GRADIENT,
  ),
  eigh: manual("no-kernel", NO_KERNEL),
  eig: manual("no-kernel", NO_KERNEL),
});

/** A Fourier transform; MindSpore's has torch's arguments. */
const fourier = (name: string): Mapping => ({
  to: `mindspore.ops.${name}`,
  proof: {
    inputs: ["float32[2,8]"],
    values: [`torch.fft.${name}(x«|, dim=-1|, norm="ortho"|, n=8|, n=6, dim=-1»)`],
    gradient: false,
  },
});
const fourier2 = (name: string): Mapping => ({
  to: `mindspore.ops.${name}`,
  proof: { inputs: ["float32[2,8,8]"], values: [`torch.fft.${name}(x«|, norm="ortho"»)`], gradient: false },
});
const shift = (name: string): Mapping => ({
  to: `mindspore.ops.${name}`,
  proof: { inputs: ["float32[2,8]"], values: [`torch.fft.${name}(x«|, dim=-1|, 1»)`] },
});

/** Fourier transforms. */
export const FFT = defineNamespace("torch.fft", {
  fft: fourier("fft"),
  ifft: {
    to: "mindspore.ops.ifft",
    proof: {
      inputs: ["float32[2,8]"],
      values: ['torch.fft.ifft(torch.fft.fft(x)«|, dim=-1|, norm="ortho"»)'],
      gradient: false,
    },
  },
  rfft: fourier("rfft"),
  irfft: fourier("irfft"),
  fft2: fourier2("fft2"),
  ifft2: fourier2("ifft2"),
  rfft2: fourier2("rfft2"),
  irfft2: fourier2("irfft2"),
  fftn: fourier2("fftn"),
  ifftn: fourier2("ifftn"),
  fftshift: shift("fftshift"),
  ifftshift: shift("ifftshift"),
});

const special = (name: string, to = name, inputs = ["float32[2,3]>0"]): Mapping => ({
  to: `mindspore.ops.${to}`,
  proof: { inputs, values: [`torch.special.${name}(«x|input=x»)`] },
});

/** Special functions. */
export const SPECIAL = defineNamespace("torch.special", {
  erf: special("erf"),
  erfc: special("erfc"),
  expit: special("expit", "sigmoid"),
  expm1: special("expm1"),
  log1p: special("log1p"),
  exp2: special("exp2"),
  digamma: special("digamma"),
  gammaln: special("gammaln", "lgamma"),
});
