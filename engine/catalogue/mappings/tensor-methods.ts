import { ALLCLOSE, EQUAL } from "../definitions/comparisons.ts";
import { INDEX_ADD } from "../definitions/functions.ts";
import { DIAG, MASKED_FILL, NONZERO, SCATTER_ADD, SELECT, UNFOLD, UNIQUE } from "../definitions/selections.ts";
import { NEW, NEW_FULL, NEW_TENSOR } from "../definitions/shapes.ts";
import { NORM } from "../definitions/statistics.ts";
import { defineNamespace, type Mapping } from "../mapping.ts";
import { manual, NO_GRADIENT, written } from "./entries.ts";
import { MEAN_OF_PICKED, NO_LENGTH, NO_TRUTHS, SPREAD, SUM_OF_PICKED } from "./torch-reductions.ts";

const MATRIX = ["float32[3,4]"];
const CUBE = ["float32[2,3,4]"];

const spread = (name: string): Mapping => ({
  to: `mindspore.Tensor.${name}`,
  ...SPREAD,
  proof: {
    inputs: MATRIX,
    values: [
      `x.${name}(«|1|dim=1|1, False|dim=1, unbiased=False|unbiased=False|dim=1, keepdim=True|1, keepdim=True|dim=1, unbiased=False, keepdim=True|dim=1, correction=0|(0, 1)|dim=(0, 1)|[0, 1]|dim=[0]|-1, unbiased=False»)`,
    ],
  },
});

const extreme = (name: string): Mapping => ({
  to: `mindspore.Tensor.${name}`,
  signatures: { torch: "(dim=None, keepdim=False)" },
  parameters: { dim: "axis", keepdim: "keepdims" },
  proof: { inputs: MATRIX, values: [`x.${name}(«|1|dim=1|1, True|dim=1, keepdim=True|1, keepdim=True|dim=(0, 1)»)`] },
});

/** Without an axis MindSpore's knows no keepdim. */
const truth = (name: string): Mapping => ({
  to: `mindspore.Tensor.${name}`,
  signatures: { torch: "(dim=None, keepdim=False)", mindspore: "(dim=None, keepdim=False)" },
  parameters: { keepdim: { needs: "dim" } },
});

const INT32 = "MindSpore's indices are int32.";

/** Along an axis a pair, without one a tensor, as in torch. */
const extremum = (name: string): Mapping => ({
  to: `mindspore.Tensor.${name}`,
  signatures: { torch: "(dim=None, keepdim=False)" },
  parameters: { dim: { requires: "number", why: `Of two tensors write ops.${name}imum(x, y).` } },
});

const sized = (name: string, to = name): Mapping => ({
  to: `mindspore.Tensor.${to}`,
  packs: true,
  proof: {
    inputs: MATRIX,
    values: [
      `x.${name}(«2, 3|(2, 3)|4|x.shape|*x.shape»«|, dtype=torch.float32|, dtype=torch.int64|, device='cpu'»)${name === "new_empty" ? ".shape" : ""}`,
    ],
    gradient: false,
  },
});

/** Methods that take other arguments in MindSpore, or are functions there. */
export const TENSOR_METHODS = defineNamespace("torch.Tensor", {
  max: extremum("max"),
  min: extremum("min"),
  amax: extreme("amax"),
  amin: extreme("amin"),
  all: truth("all"),
  any: {
    ...truth("any"),
    effect: "silent",
    note: NO_TRUTHS,
    proof: {
      inputs: ["float32[3,4]"],
      values: [
        "(x > 0).any(«|1|dim=1|1, True|dim=1, keepdim=True»)",
        "x.any(«|1|dim=-1»)",
        "(x - x).any(1)",
        "x.long().any(0)",
      ],
      gradient: false,
    },
  },
  argmax: truth("argmax"),
  sum: {
    to: "mindspore.Tensor.sum",
    ofPicked: SUM_OF_PICKED,
    proof: {
      inputs: MATRIX,
      values: [
        "x.sum(«|1|dim=1|(0, 1)|1, True|dim=1, keepdim=True|dtype=torch.float64»)",
        "«x[x > 0]|x[x > 9]|(x[x[:, 0] > 9] ** 2)|x.masked_select(x > 9)|torch.abs(x[x > 9])|(x > 0)[x > 9]».sum()",
      ],
    },
  },
  mean: {
    to: "mindspore.Tensor.mean",
    ofPicked: MEAN_OF_PICKED,
    proof: {
      inputs: MATRIX,
      values: [
        "x.mean(«|1|dim=1|(0, 1)|1, True|dim=1, keepdim=True»)",
        "«x[x > 0]|x[x > 9]|(x[x[:, 0] > 9] ** 2)».mean()",
      ],
    },
  },
  std: spread("std"),
  var: spread("var"),
  argmin: {
    to: "mindspore.ops.argmin",
    parameters: { dim: "axis", keepdim: { to: "keepdims", needs: "axis" } },
    after: ".long()",
    note: INT32,
    proof: {
      inputs: MATRIX,
      values: ["x.argmin(«|1|dim=1|-1|1, True|dim=1, keepdim=True|1, keepdim=True|axis=1»)"],
      gradient: false,
    },
  },
  argsort: {
    to: "mindspore.ops.argsort",
    parameters: { dim: "axis", stable: { drop: ["False"] } },
    after: ".long()",
    note: INT32,
    proof: {
      inputs: MATRIX,
      values: ["x.argsort(«|0|dim=0|-1|dim=-1|descending=True|dim=1, descending=True|0, descending=True|1, True»)"],
      gradient: false,
    },
  },
  sort: { to: "mindspore.Tensor.sort", note: INT32 },
  topk: { to: "mindspore.Tensor.topk", note: INT32 },
  round: {
    to: "mindspore.Tensor.round",
    parameters: {
      decimals: {
        drop: ["0"],
        why: "MindSpore rounds to whole numbers only on a CPU: write (x * 10**n).round() / 10**n.",
      },
    },
    proof: { inputs: MATRIX, values: ["(x * 10).round(«|decimals=0»)"] },
  },
  norm: {
    to: "mindspore.Tensor.norm",
    adapter: NORM,
    effect: "silent",
    note: NO_LENGTH,
    parameters: {
      dim: { definition: NORM },
      p: {
        to: "ord",
        values: { "'fro'": "None", '"fro"': "None", "2": "None", "2.0": "None", None: "None" },
        why: "MindSpore's other orders are those of matrices where no axis is given: write x.norm(p, axis).",
      },
    },
    proof: {
      inputs: MATRIX,
      values: [
        "x.norm(«|2|p=2|dim=1|p=2, dim=1|2, 1|2, dim=1|dim=1, keepdim=True|p=2, dim=1, keepdim=True|2, dim=1, keepdim=True|2, 1, True|dim=[0, 1]»)",
        "(x * (x[:, :1] > 0)).norm(«dim=1|2, 1»)",
        "x.norm(«1|p=1|p=1, dim=-1|1, 1, True|p=3, dim=1, keepdim=True|float('inf'), dim=0|p=P, dim=1|p=1, dim=(0, 1)»)",
      ],
      setup: "P = 3",
    },
  },
  softmax: {
    to: "mindspore.Tensor.softmax",
    parameters: { dim: "axis" },
    proof: {
      inputs: MATRIX,
      values: ["x.softmax(«1|-1|dim=1|dim=-1|1, dtype=torch.float32|dim=1, dtype=torch.float32»)"],
    },
  },
  log_softmax: {
    to: "mindspore.ops.log_softmax",
    parameters: {
      dim: "axis",
      dtype: { refuse: true, why: "MindSpore's log_softmax takes no dtype: convert the tensor first." },
    },
    proof: { inputs: MATRIX, values: ["x.log_softmax(«1|-1|dim=1|dim=-1»)"] },
  },
  relu: { to: "mindspore.ops.relu", proof: { inputs: MATRIX, values: ["x.relu()", "(x + 1).relu()", "x[0].relu()"] } },
  detach: {
    to: "mindspore.ops.stop_gradient",
    signatures: { torch: "()" },
    proof: { inputs: MATRIX, values: ["x.detach()", "(x + 1).detach()", "x * x[0].detach()"] },
  },
  clone: {
    to: "mindspore.Tensor.copy",
    note: "Tensor.clone has no CPU kernel.",
    proof: { inputs: MATRIX, values: ["x.clone()", "(x * 2).clone()", "x.clone().sum()"] },
  },
  numpy: {
    to: "mindspore.Tensor.numpy",
    parameters: { force: { drop: true } },
    proof: { inputs: MATRIX, values: ["torch.from_numpy(x.numpy(force=True))"], gradient: false },
  },
  repeat: {
    to: "mindspore.Tensor.tile",
    parameters: { repeats: { to: "dims", tuple: true } },
    packs: true,
    note: "Tensor.repeat is not supported on a CPU.",
    proof: {
      inputs: MATRIX,
      values: [
        "x.repeat(«2, 1|(2, 1)|[2, 1]|[2] + [1] * 2|(2,) + (1,) * 2|1, 3, 1|*(2, 1)|1, x.shape[0]»)",
        "x[0].repeat(«2|(2,)|2, 1»)",
      ],
    },
  },
  tile: {
    to: "mindspore.Tensor.tile",
    parameters: { dims: { tuple: true } },
    packs: true,
    proof: { inputs: MATRIX, values: ["x.tile(«2, 1|(2, 1)|[2, 1]|2|(2,)»)"] },
  },
  expand: {
    to: "mindspore.Tensor.broadcast_to",
    parameters: { size: "shape", implicit: { drop: true } },
    packs: true,
    proof: { inputs: ["float32[1,3]"], values: ["x.expand(«4, 3|4, -1|2, 4, 3|(4, 3)|*(4, 3)|-1, -1|x.shape»)"] },
  },
  flip: {
    to: "mindspore.Tensor.flip",
    parameters: { dims: { tuple: true } },
    packs: true,
    proof: { inputs: CUBE, values: ["x.flip(«0|-1|0, 2|(0,)|[1]|dims=(1,)|dims=[0, 1]»)"] },
  },
  squeeze: {
    to: "mindspore.Tensor.squeeze",
    signatures: { torch: "(dim=None)", mindspore: "(axis=None)" },
    parameters: { dim: "axis" },
    proof: { inputs: ["float32[2,1,3,1]"], values: ["x.squeeze(«|1|-1|dim=1|dim=-1|(1, 3)»)"] },
  },
  dot: {
    to: "mindspore.Tensor.mul",
    signatures: { torch: "(tensor)", mindspore: "(other)" },
    parameters: { tensor: "other" },
    after: ".sum()",
    note: "MindSpore's own wants two dimensions.",
    proof: { inputs: ["float32[3]", "float32[3]"], values: ["x.dot(«y|tensor=y»)"] },
  },
  multiply: {
    to: "mindspore.Tensor.multiply",
    parameters: { other: "value" },
    proof: { inputs: ["float32[3,4]", "float32[4]"], values: ["x.multiply(«y|other=y|2.0»)"] },
  },
  float_power: {
    to: "mindspore.Tensor.float_power",
    parameters: { exponent: "other" },
    proof: { inputs: ["float32[3,4]>0", "float32[4]"], values: ["x.float_power(«y|exponent=y|2»)"] },
  },
  matmul: {
    to: "mindspore.Tensor.matmul",
    parameters: { other: "tensor2" },
    proof: { inputs: ["float32[3,4]", "float32[4,2]"], values: ["x.matmul(«y|other=y»)"] },
  },
  mv: {
    to: "mindspore.ops.mv",
    parameters: { vec: "vec" },
    proof: { inputs: ["float32[3,4]", "float32[4]"], values: ["x.mv(y)"] },
  },
  masked_fill: {
    to: "mindspore.Tensor.masked_fill",
    older: {
      before: "2.10",
      mapping: {
        definition: MASKED_FILL,
        note: "Before 2.10 MindSpore's takes a number of the tensor's own dtype only.",
      },
    },
    proof: {
      inputs: ["float32[3,4]", "bool[3,4]", "int64[3,4]"],
      values: ["(x * 2).masked_fill(y, «0|-1e9|value=1.0»)", "(z * 2).masked_fill(«y, -100|mask=y, value=0»)"],
    },
  },
  where: {
    to: "mindspore.Tensor.where",
    parameters: { other: "y" },
    proof: { inputs: ["float32[3,4]", "bool[3,4]", "float32[3,4]"], values: ["x.where(y, «z|0.0|other=z»)"] },
  },
  diagonal: {
    to: "mindspore.Tensor.diagonal",
    parameters: { dim1: "axis1", dim2: "axis2" },
    proof: { inputs: CUBE, values: ["x.diagonal(«|1|dim1=1, dim2=2|offset=1, dim1=-2, dim2=-1»)"] },
  },
  nonzero: {
    to: "mindspore.Tensor.nonzero",
    adapter: NONZERO,
    parameters: { as_tuple: { drop: ["False"], why: "as_tuple has no CPU kernel." } },
    proof: {
      inputs: ["bool[2,3]"],
      values: ["x.nonzero(«|as_tuple=False»)", "x.nonzero(as_tuple=True)[1]"],
      gradient: false,
    },
  },
  clamp_min: { to: "mindspore.Tensor.clamp", proof: { inputs: MATRIX, values: ["x.clamp_min(«0|min=0.1»)"] } },
  clamp_max: { to: "mindspore.Tensor.clamp", proof: { inputs: MATRIX, values: ["x.clamp_max(«0|max=0.1»)"] } },
  roll: {
    to: "mindspore.numpy.roll",
    signatures: { torch: "(shifts, dims=None)" },
    parameters: { shifts: "shift", dims: "axis" },
    note: "Tensor.roll has no CPU kernel.",
    proof: {
      inputs: CUBE,
      values: ["x.roll(«1|1, 0|shifts=1|shifts=1, dims=2|(1, 2), (0, 2)|1, dims=1|shifts=(1, -1), dims=(1, 2)»)"],
    },
  },
  narrow: {
    to: "mindspore.Tensor.narrow",
    signatures: { torch: "(dim, start, length)", mindspore: "(axis, start, length)" },
    parameters: { dim: "axis" },
    proof: { inputs: CUBE, values: ["x.narrow(«1, 0, 2|1, start=0, length=2|dim=1, start=1, length=2|-1, 1, 2»)"] },
  },
  select: written(SELECT, CUBE, ["x.select(«0, 1|1, -1|-1, 0|dim=1, index=2»)"], {
    note: "MindSpore's own has no gradient on a CPU.",
  }),
  new_zeros: sized("new_zeros"),
  new_ones: sized("new_ones"),
  new_empty: sized("new_empty", "new_zeros"),
  bitwise_not: manual("differs", "Write -x - 1 of integers, ~x of truths."),
  real: {
    to: "mindspore.ops.real",
    proof: { inputs: ["float32[4,2]"], values: ["torch.fft.fft(x).real"], gradient: false },
  },
  imag: {
    to: "mindspore.ops.imag",
    proof: { inputs: ["float32[4,2]"], values: ["torch.fft.fft(x).imag"], gradient: false },
  },
  new_full: written(
    NEW_FULL,
    ["float32[2,3]"],
    ["x.new_full(«(2,), 1.5|x.shape, 2|size=(2,), fill_value=1»«|, dtype=torch.int64|, device='cpu'»)"],
    {
      signatures: {
        torch: "(size, fill_value, *, dtype=None, device=None, requires_grad=False, layout=None, pin_memory=False)",
      },
    },
    NO_GRADIENT,
  ),
  new_tensor: written(
    NEW_TENSOR,
    ["float32[2,3]"],
    ["x.new_tensor(«[1.0, 2.0]|[[1, 2], [3, 4]]|data=3.0|[True], dtype=torch.bool|[1.0], device='cpu'»)"],
    { signatures: { torch: "(data, *, dtype=None, device=None, requires_grad=False)" } },
    NO_GRADIENT,
  ),
  new: written(
    NEW,
    ["float32[2,3]"],
    ["x.new(«2, 3|x.size()|*x.shape»).zero_()", "x.new(«[1, 2]|[[1.0], [2.0]]|torch.ones(2)»)"],
    { signatures: { torch: "(*data)" }, note: "What torch leaves as it is in memory is zero." },
    NO_GRADIENT,
  ),
  scatter_add: written(
    SCATTER_ADD,
    ["float32[3,4]", "int64[2,3]<3", "float32[2,3]"],
    ["x.scatter_add(«0, y, z|dim=0, index=y, src=z|1, y, z»)"],
  ),
  index_add: {
    definition: INDEX_ADD,
    note: "MindSpore's own takes int32 indices, and changes its tensor.",
    proof: {
      inputs: ["float32[4,3]", "int64[2]<4", "float32[2,3]"],
      values: ["x.index_add(«0, y, z|0, y, z, alpha=2|dim=0, index=y, source=z»)"],
    },
  },
  unique: written(
    UNIQUE,
    ["int64[9]<4"],
    ["x.unique(«|return_inverse=True|return_counts=True|sorted=True»)"],
    { signatures: { torch: "(sorted=True, return_inverse=False, return_counts=False, dim=None)" } },
    NO_GRADIENT,
  ),
  diag: written(DIAG, ["float32[3,3]", "float32[3]"], ["«x|y».diag(«|1|diagonal=-1»)"]),
  unfold: written(UNFOLD, ["float32[2,7,3]"], ["x.unfold(«1, 3, 2|-1, 2, 1|dimension=1, size=2, step=2|0, 2, 1»)"], {
    note: "Tensor.unfold is im2col in MindSpore.",
  }),
  equal: written(
    EQUAL,
    ["float32[3]", "float32[4]"],
    ["x.equal(«x|y|x + 1|other=x»)"],
    { effect: "silent", note: "MindSpore's own compares element by element." },
    NO_GRADIENT,
  ),
  allclose: written(
    ALLCLOSE,
    ["float32[3]"],
    ["x.allclose(x + 1e-3«|, 0.1|, atol=1e-2|, rtol=0.1, atol=0.1»)"],
    {},
    NO_GRADIENT,
  ),
  count_nonzero: manual("differs", "(x != 0).sum() computes it."),
  retain_grad: manual("graph", "ms.grad(f, 0)(x) gives the gradient with respect to x."),
  grad: manual("graph", "Gradients are what ms.value_and_grad returns; a tensor keeps none."),
  grad_fn: manual("graph", "MindSpore keeps no graph at its tensors."),
  is_leaf: manual("graph", "MindSpore keeps no graph at its tensors."),
  is_cuda: { says: "False", proof: { inputs: ["float32[2]"], values: ["x * 2 if x.is_cuda else x"] } },
  storage: manual("no-counterpart", "Leave it out."),
  element_size: manual("no-counterpart", "x.itemsize tells the same."),
  split_with_sizes: manual("no-counterpart", "x.split(sizes) computes it."),
});
