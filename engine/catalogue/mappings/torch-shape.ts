import { DIAG, MASKED_FILL, NONZERO, SCATTER_ADD, WHERE } from "../definitions/selections.ts";
import { MESHGRID } from "../definitions/shapes.ts";
import { defineNamespace } from "../mapping.ts";
import { written } from "./entries.ts";

const CUBE = ["float32[2,3,4]"];
const MATRIX = ["float32[3,4]"];

/** Joining, cutting, turning and picking. */
export const TORCH_SHAPE = defineNamespace("torch", {
  cat: {
    to: "mindspore.ops.cat",
    parameters: { dim: "axis" },
    proof: {
      inputs: ["float32[2,3]", "float32[2,3]"],
      values: [
        "torch.cat(«(x, y)|[x, y]»«|, 1|, -1»)",
        "torch.cat(«(x, y)|[x, y]|tensors=[x, y]», «dim=1|dim=-1|axis=1»)",
        "torch.cat(tensors=[x, y])",
      ],
    },
  },
  concat: {
    to: "mindspore.ops.concat",
    parameters: { dim: "axis" },
    proof: { inputs: ["float32[2,3]", "float32[2,3]"], values: ["torch.concat(«(x, y)|[x, y]»«|, 1|, dim=1»)"] },
  },
  stack: {
    to: "mindspore.ops.stack",
    parameters: { dim: "axis" },
    proof: {
      inputs: ["float32[2,3]", "float32[2,3]"],
      values: [
        "torch.stack(«(x, y)|[x, y]»«|, 1|, -1»)",
        "torch.stack(«(x, y)|[x, y]|tensors=[x, y]», «dim=1|dim=-1»)",
        "torch.stack(tensors=[x, y])",
      ],
    },
  },
  hstack: {
    to: "mindspore.ops.hstack",
    proof: { inputs: ["float32[2,3]", "float32[2,3]"], values: ["torch.hstack(«(x, y)|[x, y]»)"] },
  },
  vstack: {
    to: "mindspore.ops.vstack",
    parameters: { tensors: "inputs" },
    proof: { inputs: ["float32[2,3]", "float32[2,3]"], values: ["torch.vstack(«(x, y)|[x, y]»)"] },
  },
  split: {
    to: "mindspore.ops.split",
    parameters: { dim: "axis" },
    proof: {
      inputs: ["float32[4,6]"],
      values: [
        "torch.split(x, «2|[1, 3]|split_size_or_sections=2»)",
        "torch.split(x, «2, 1|[2, 4], 1|2, dim=1|[2, 4], dim=-1|split_size_or_sections=3, dim=1»)",
      ],
    },
  },
  chunk: {
    to: "mindspore.ops.chunk",
    parameters: { dim: "axis" },
    proof: {
      inputs: ["float32[4,6]"],
      values: ["torch.chunk(x, «2|2, 1|2, dim=1|2, dim=-1|chunks=2|chunks=3, dim=1»)"],
    },
  },
  unbind: { to: "mindspore.ops.unbind", proof: { inputs: CUBE, values: ["torch.unbind(x«|, 1|, dim=1»)"] } },
  reshape: {
    to: "mindspore.ops.reshape",
    proof: { inputs: CUBE, values: ["torch.reshape(x, «(6, 4)|(-1,)|(2, -1)|shape=(4, 6)|[6, 4]»)"] },
  },
  flatten: {
    to: "mindspore.ops.flatten",
    effect: "silent",
    note: "MindSpore's own start_dim is 1.",
    proof: {
      inputs: CUBE,
      values: [
        "torch.flatten(x«|, 1|, start_dim=1|, 0, 1|, 1, 2|, start_dim=1, end_dim=2|, 1, end_dim=2|, end_dim=1»)",
      ],
    },
  },
  squeeze: {
    to: "mindspore.ops.squeeze",
    parameters: { dim: "axis" },
    proof: { inputs: ["float32[2,1,3,1]"], values: ["torch.squeeze(«x|x, 1|x, dim=1|x, -1|x, dim=-1»)"] },
  },
  unsqueeze: {
    to: "mindspore.ops.unsqueeze",
    proof: { inputs: CUBE, values: ["torch.unsqueeze(x, «1|dim=1|-1|dim=-1»)"] },
  },
  flip: {
    to: "mindspore.ops.flip",
    parameters: { dims: { tuple: true } },
    proof: { inputs: CUBE, values: ["torch.flip(x, «(0,)|[1]|(0, 2)|dims=(1,)|dims=[0, 1]»)"] },
  },
  roll: {
    to: "mindspore.numpy.roll",
    signatures: { torch: "(input, shifts, dims=None)" },
    parameters: { input: "a", shifts: "shift", dims: "axis" },
    note: "ops.roll has no CPU kernel.",
    proof: {
      inputs: CUBE,
      values: [
        "torch.roll(x, «1|1, 0|shifts=1|shifts=1, dims=2|(1, 2), (0, 2)|1, dims=1|shifts=(1, -1), dims=(1, 2)»)",
      ],
    },
  },
  tile: {
    to: "mindspore.ops.tile",
    parameters: { dims: { list: "tuple" } },
    proof: { inputs: MATRIX, values: ["torch.tile(x, «(2, 1)|dims=(2, 1)|[2, 1]|[2] + [1] * 2»)"] },
  },
  broadcast_to: {
    to: "mindspore.ops.broadcast_to",
    parameters: { size: "shape" },
    proof: { inputs: MATRIX, values: ["torch.broadcast_to(x, «(2, 3, 4)|size=(2, 3, 4)»)"] },
  },
  repeat_interleave: {
    to: "mindspore.ops.repeat_interleave",
    parameters: { dim: "axis", output_size: { drop: true } },
    proof: { inputs: MATRIX, values: ["torch.repeat_interleave(x, «2|2, 0|2, dim=0|repeats=2|repeats=2, dim=1»)"] },
  },
  meshgrid: {
    to: "mindspore.ops.meshgrid",
    effect: "silent",
    parameters: {
      indexing: { values: { None: '"ij"', '"ij"': '"ij"', "'ij'": '"ij"', '"xy"': '"xy"', "'xy'": '"xy"' } },
    },
    ofList: { definition: MESHGRID, signatures: { torch: '(tensors, *, indexing="ij")' } },
    note: "MindSpore's own indexing is 'xy'.",
    proof: {
      inputs: ["float32[3]", "float32[4]"],
      values: [
        "torch.meshgrid(x, y«|, indexing='ij'|, indexing='xy'|, indexing=\"ij\"|, indexing=\"xy\"»)",
        "torch.meshgrid(«[x, y]|(x, y)|[t * 2 for t in (x, y)]|tuple([x, y])»«|, indexing='ij'|, indexing='xy'»)",
      ],
    },
  },
  tril: { to: "mindspore.ops.tril", proof: { inputs: MATRIX, values: ["torch.tril(x«|, 1|, diagonal=-1»)"] } },
  triu: {
    to: "mindspore.ops.triu",
    proof: { inputs: MATRIX, values: ["torch.triu(x«|, 1|, diagonal=-1|, diagonal=1»)"] },
  },
  diag: written(DIAG, ["float32[3,3]", "float32[3]"], ["torch.diag(«x|y|x, 1|y, -1|y, diagonal=2|input=x»)"]),
  diagonal: {
    to: "mindspore.ops.diagonal",
    proof: { inputs: MATRIX, values: ["torch.diagonal(x«|, 1|, offset=1|, dim1=-2, dim2=-1»)"] },
  },
  where: {
    to: "mindspore.ops.where",
    adapter: WHERE,
    proof: {
      inputs: ["bool[2,3]", "float32[2,3]", "float32[2,3]"],
      values: ["torch.where(x, «y, z|y, 0.0|1.0, z|input=y, other=z|1.0, 0.0»)", "torch.where(x)[«0|1»]"],
    },
  },
  nonzero: {
    to: "mindspore.ops.nonzero",
    adapter: NONZERO,
    parameters: { as_tuple: { drop: ["False"], why: "as_tuple has no CPU kernel." } },
    proof: {
      inputs: ["bool[2,3]"],
      values: ["torch.nonzero(x«|, as_tuple=False»)", "torch.nonzero(x, as_tuple=True)[1]"],
      gradient: false,
    },
  },
  argwhere: {
    to: "mindspore.ops.argwhere",
    proof: { inputs: ["bool[2,3]"], values: ["torch.argwhere(x)"], gradient: false },
  },
  gather: {
    to: "mindspore.ops.gather_elements",
    effect: "silent",
    parameters: { sparse_grad: { drop: true } },
    proof: {
      inputs: ["float32[3,4]", "int64[3,2]<3"],
      values: ["torch.gather(x, «1, y|dim=1, index=y|1, index=y|0, y[:1]»)"],
    },
  },
  index_select: {
    to: "mindspore.ops.index_select",
    parameters: { dim: "axis" },
    proof: {
      inputs: ["float32[3,4]", "int64[2]<3"],
      values: ["torch.index_select(x, «0, y|1, y|dim=0, index=y|0, index=y»)"],
    },
  },
  masked_select: {
    to: "mindspore.ops.masked_select",
    proof: { inputs: ["float32[3,4]", "bool[3,4]"], values: ["torch.masked_select(x, «y|mask=y»)"] },
  },
  masked_fill: {
    definition: MASKED_FILL,
    note: "ops.masked_fill takes a number of the tensor's own dtype only.",
    proof: {
      inputs: ["float32[3,4]", "bool[3,4]", "int64[3,4]"],
      values: [
        "torch.masked_fill(x, y, «0|-1e9|value=1.0|float('-inf')|x[0, 0]»)",
        "torch.masked_fill(«z|input=z», mask=y, value=-100)",
      ],
    },
  },
  scatter_add: written(
    SCATTER_ADD,
    ["float32[3,4]", "int64[2,3]<3", "float32[2,3]"],
    ["torch.scatter_add(x, «0, y, z|dim=0, index=y, src=z|1, y, z»)"],
  ),
  clone: { to: "mindspore.Tensor.copy", instead: "Write x.copy()." },
  detach: {
    to: "mindspore.ops.stop_gradient",
    signatures: { torch: "(input)" },
    parameters: { input: "value" },
    proof: { inputs: MATRIX, values: ["torch.detach(x)"] },
  },
  block_diag: {
    to: "mindspore.ops.block_diag",
    proof: { inputs: ["float32[2,2]", "float32[3,1]"], values: ["torch.block_diag(x, y)"] },
  },
});
