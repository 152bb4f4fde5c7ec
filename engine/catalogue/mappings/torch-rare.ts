import { FILL_DIAGONAL } from "../definitions/selections.ts";
import { VIEW_AS_COMPLEX } from "../definitions/shapes.ts";
import { defineNamespace, type Mapping } from "../mapping.ts";
import { manual, written } from "./entries.ts";

const to = (name: string, inputs: readonly string[], call: string, mapping: Partial<Mapping> = {}): Mapping => ({
  to: `mindspore.ops.${name}`,
  ...mapping,
  proof: { inputs, values: [call], ...mapping.proof },
});
const NO_GRADIENT = { inputs: ["float32[2,3]"], gradient: false } as const;

/** Functions that few programs use. */
export const TORCH_RARE = defineNamespace("torch", {
  clamp_min: to("clamp", ["float32[2,3]"], "torch.clamp_min(x, «0.0|min=0.1»)"),
  det: to("det", ["float32[3,3]"], "torch.det(«x|input=x»)"),
  logdet: to("logdet", ["float32[3,3]"], "torch.logdet(torch.matmul(x, x.T) + torch.eye(3))"),
  erfinv: to("erfinv", ["float32[2,3]"], "torch.erfinv(x * 0.1)"),
  nan_to_num: to(
    "nan_to_num",
    ["float32[2,3]"],
    "torch.nan_to_num(x«|, 0.0|, nan=0.0|, nan=0.0, posinf=1.0, neginf=-1.0»)",
  ),
  polar: to("polar", ["float32[2,3]>0", "float32[2,3]"], "torch.polar(«x, y|abs=x, angle=y»)", {
    proof: { inputs: ["float32[2,3]>0", "float32[2,3]"], gradient: false },
  }),
  view_as_real: to("view_as_real", ["float32[2,3]>0", "float32[2,3]"], "torch.view_as_real(torch.polar(x, y))", {
    proof: { inputs: ["float32[2,3]>0", "float32[2,3]"], gradient: false },
    note: "Products of complex tensors have no gradient in MindSpore.",
  }),
  view_as_complex: {
    definition: VIEW_AS_COMPLEX,
    note: "Products of complex tensors have no gradient in MindSpore.",
    proof: {
      inputs: ["float32[2,3,2]"],
      values: ["torch.view_as_real(torch.view_as_complex(«x|input=x»)) * 2"],
      gradient: false,
    },
  },
  hann_window: to("hann_window", ["float32[2]"], "torch.hann_window(«8|8, periodic=False|8, True|window_length=8»)", {
    add: { dtype: "@mindspore.float32" },
    proof: { inputs: ["float32[2]"], gradient: false },
  }),
  searchsorted: to(
    "searchsorted",
    ["float32[4]", "float32[5]"],
    "torch.searchsorted(torch.sort(x)[0], y«|, right=True»)",
    {
      parameters: { input: "values" },
      proof: { inputs: ["float32[4]", "float32[5]"], gradient: false },
    },
  ),
  std_mean: to(
    "std_mean",
    ["float32[4,3]"],
    "torch.std_mean(x«|, dim=1|, 1|, [0, 1]|, dim=1, keepdim=True|, 1, unbiased=False»)",
    {
      signatures: { torch: "(input, dim=None, unbiased=True, keepdim=False)" },
      parameters: {
        dim: { to: "axis", list: "tuple" },
        unbiased: { to: "ddof", values: { True: "1", False: "0" } },
        keepdim: "keepdims",
      },
    },
  ),
  tensor_split: to("tensor_split", ["float32[5,3]"], "torch.tensor_split(x, «2|(1, 3)|3, dim=1|2, 0»)", {
    signatures: { torch: "(input, indices_or_sections, dim=0)" },
    parameters: { dim: "axis" },
  }),
  trapezoid: to("trapz", ["float32[2,5]", "float32[2,5]"], "torch.trapezoid(y«|, x|, dx=0.5|, x, dim=1»)", {
    signatures: { torch: "(y, x=None, *, dx=1, dim=-1)" },
  }),
  unique_consecutive: to(
    "unique_consecutive",
    ["int64[9]<3"],
    "torch.unique_consecutive(x«|, return_counts=True|, return_inverse=True|, return_inverse=True, return_counts=True»)",
    {
      signatures: { torch: "(input, return_inverse=False, return_counts=False, dim=None)" },
      proof: { ...NO_GRADIENT, inputs: ["int64[9]<3"] },
    },
  ),
  qr: to("qr", ["float32[4,3]"], "torch.qr(x)", {
    signatures: { torch: "(input)" },
    proof: { ...NO_GRADIENT, inputs: ["float32[4,3]"] },
  }),
  stft: manual(
    "differs",
    "ops.stft takes the same arguments by position, but returns real and imaginary parts in a last axis unless return_complex=True, and its mode is REFLECT.",
  ),
  spmm: manual(
    "no-counterpart",
    "MindSpore multiplies sparse by dense as ops.SparseTensorDenseMatmul of indices, values and shape.",
  ),
  "sparse.mm": manual(
    "sparse",
    "MindSpore multiplies sparse by dense as ops.SparseTensorDenseMatmul()(indices, values, shape, dense).",
  ),
});

const method = (name: string, call: string, mapping: Partial<Mapping> = {}): Mapping => ({
  to: `mindspore.Tensor.${name}`,
  proof: { inputs: ["float32[3,3]"], values: [call] },
  ...mapping,
});
const SPARSE =
  "MindSpore's sparse tensors are ms.COOTensor(indices, values, shape) and ms.CSRTensor, with the attributes indices and values and to_dense().";
const MOVED = "MindSpore moves data itself: leave it out.";

/** Methods that few programs use. */
export const TENSOR_RARE = defineNamespace("torch.Tensor", {
  ndimension: method("ndimension", "x.ndimension()"),
  inverse: method("inverse", "x.inverse()"),
  trace: method("trace", "x.trace()"),
  diff: method("diff", "x.diff(«|dim=0»)", {
    parameters: { dim: "axis", n: { drop: ["1"], why: "MindSpore takes one difference: call diff again." } },
  }),
  unique_consecutive: method("unique_consecutive", "x.unique_consecutive(«|return_counts=True»)", {
    proof: { inputs: ["int64[9]<3"], values: ["x.unique_consecutive(«|return_counts=True»)"], gradient: false },
    signatures: { torch: "(return_inverse=False, return_counts=False, dim=None)" },
  }),
  take: method("take", "x.take(«y|index=y»)", {
    parameters: { index: "indices" },
    proof: { inputs: ["float32[3,3]", "int64[4]<9"], values: ["x.take(«y|index=y»)"] },
  }),
  stride: { to: "mindspore.Tensor.stride", since: "2.7", note: "It gives a list." },
  data_ptr: { to: "mindspore.Tensor.data_ptr", since: "2.7" },
  record_stream: manual("no-counterpart", MOVED),
  is_shared: manual("no-counterpart", "MindSpore shares no tensors between processes: write False."),
  get_device: manual("no-counterpart", 'Write ms.get_context("device_id"): every tensor is on the one device.'),
  values: manual("sparse", SPARSE),
  indices: manual("sparse", SPARSE),
  coalesce: manual("sparse", "ms.COOTensor has coalesce(); a dense tensor has none."),
  to_sparse: manual("sparse", SPARSE),
  to_dense: manual("sparse", SPARSE),
  resize_as_: manual("no-counterpart", "MindSpore resizes no tensor in place: make one by ops.zeros(other.shape)."),
  fill_diagonal_: written(
    FILL_DIAGONAL,
    ["float32[3,3]"],
    ["(x * 1).fill_diagonal_(«0|1.5|fill_value=2|float('-inf')»)"],
    { parameters: { wrap: { drop: ["False"] } }, signatures: { torch: "(fill_value, wrap=False)" } },
    { gradient: false },
  ),
});
