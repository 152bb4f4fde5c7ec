import { INDEX_ADD } from "../definitions/functions.ts";
import { SELECT } from "../definitions/selections.ts";
import { BROADCAST_SHAPES, BROADCAST_TENSORS } from "../definitions/shapes.ts";
import { defineNamespace, type Mapping } from "../mapping.ts";
import { each, manual, NO_GRADIENT, proven, written } from "./entries.ts";

const MATRIX = ["float32[3,4]"];
const CUBE = ["float32[2,4,4]"];
const VECTORS = ["float32[3]", "float32[3]"];

const stack = (name: string): Mapping =>
  proven(`mindspore.ops.${name}`, VECTORS, [`torch.${name}(«(x, y)|[x, y]|tensors=(x, y)»)`]);
const atLeast = (name: string): Mapping =>
  proven(`mindspore.ops.${name}`, ["float32[3]"], [`torch.${name}(x)`], {
    signatures: { torch: "(tensor)" },
    parameters: { tensor: "inputs" },
    instead: "Of several tensors, give them as one list.",
  });
/** Cuts at places, or into equal parts. */
const cut = (name: string): Mapping =>
  proven(`mindspore.ops.${name}`, CUBE, [`torch.${name}(x, «2|(1,)|[1]»)`], {
    signatures: { torch: "(input, indices_or_sections)" },
  });
const window = (name: string): Mapping =>
  proven(
    `mindspore.ops.${name}`,
    ["float32[2]"],
    [`torch.${name}(«8|8, periodic=False|8, False|8, True|window_length=8»)`],
    {
      signatures: {
        torch:
          "(window_length, periodic=True, *, dtype=None, layout=None, device=None, pin_memory=False, requires_grad=False)",
      },
      add: { dtype: "@mindspore.float32" },
    },
    NO_GRADIENT,
  );
const indices = (name: string): Mapping =>
  proven(
    `mindspore.ops.${name}`,
    ["float32[2]"],
    [`torch.${name}(«3, 4|3, 4, 1|3, 4, offset=-1|row=3, col=4»«|, device='cpu'»)`],
    {},
    NO_GRADIENT,
  );
const scattered = (name: string, arguments_: string, inputs: readonly string[], mapping: Mapping = {}): Mapping =>
  proven(`mindspore.ops.${name}`, inputs, [`torch.${name}(${arguments_})`], mapping);

/** Joining, cutting and turning, beyond what most programs use. */
export const TORCH_ARRANGEMENT = defineNamespace("torch", {
  ...each("column_stack dstack row_stack", stack),
  ...each("atleast_1d atleast_2d atleast_3d", atLeast),
  ...each("hsplit vsplit dsplit", cut),
  ...each("hamming_window", window),
  ...each("tril_indices triu_indices", indices),
  concatenate: proven("mindspore.ops.cat", VECTORS, ["torch.concatenate(«(x, y)|[x, y]»«|, 0|, dim=0|, -1»)"], {
    parameters: { dim: "axis" },
  }),
  fliplr: proven("mindspore.ops.fliplr", MATRIX, ["torch.fliplr(«x|input=x»)"]),
  flipud: proven("mindspore.ops.flipud", MATRIX, ["torch.flipud(«x|input=x»)"]),
  rot90: proven("mindspore.ops.rot90", CUBE, ["torch.rot90(x«|, 2|, 1, (1, 2)|, k=3, dims=[1, 2]»)"]),
  narrow: proven("mindspore.ops.narrow", MATRIX, ["torch.narrow(x, «1, 0, 2|dim=0, start=1, length=2|-1, 1, 2»)"], {
    parameters: { dim: "axis" },
    signatures: { torch: "(input, dim, start, length)" },
  }),
  diag_embed: proven("mindspore.ops.diag_embed", MATRIX, ["torch.diag_embed(x«|, 1|, offset=-1|, 0, 0, 2»)"]),
  diagflat: proven("mindspore.ops.diagflat", MATRIX, ["torch.diagflat(x«|, 1|, offset=-1»)"]),
  diagonal_scatter: scattered("diagonal_scatter", "x, y«|, 0|, offset=0»", ["float32[3,3]", "float32[3]"]),
  select_scatter: scattered("select_scatter", "x, y, «0, 1|dim=0, index=2»", ["float32[3,4]", "float32[4]"], {
    parameters: { dim: "axis" },
  }),
  slice_scatter: scattered(
    "slice_scatter",
    "x, y, «0, 1, 3|dim=0, start=1, end=3|start=1, end=3»",
    ["float32[3,4]", "float32[2,4]"],
    { parameters: { dim: "axis" } },
  ),
  take: proven("mindspore.numpy.take", ["float32[3,4]", "int64[5]<12"], ["torch.take(x, «y|index=y»)"], {
    parameters: { input: "a", index: "indices" },
  }),
  combinations: proven(
    "mindspore.ops.combinations",
    ["float32[4]"],
    ["torch.combinations(x«|, 2|, r=3|, with_replacement=True»)"],
  ),
  cartesian_prod: proven("mindspore.ops.cartesian_prod", VECTORS, ["torch.cartesian_prod(x, y)"], {
    parameters: { tensors: "inputs" },
  }),
  pixel_shuffle: proven(
    "mindspore.ops.pixel_shuffle",
    ["float32[1,8,2,2]"],
    ["torch.pixel_shuffle(x, «2|upscale_factor=2»)"],
  ),
  pixel_unshuffle: proven(
    "mindspore.ops.pixel_unshuffle",
    ["float32[1,2,4,4]"],
    ["torch.pixel_unshuffle(x, «2|downscale_factor=2»)"],
  ),
  vander: proven(
    "mindspore.numpy.vander",
    ["float32[3]"],
    ["torch.vander(x«|, 4|, N=2|, increasing=True»)"],
    {},
    NO_GRADIENT,
  ),
  channel_shuffle: manual(
    "no-kernel",
    "x.reshape(n, groups, c // groups, h, w).swapaxes(1, 2).reshape(x.shape) computes it, with a gradient.",
  ),
  bartlett_window: manual(
    "differs",
    "Write ops.bartlett_window(ms.Tensor(n), periodic): MindSpore takes the length as a tensor.",
  ),
  blackman_window: manual(
    "differs",
    "Write ops.blackman_window(ms.Tensor(n), periodic): MindSpore takes the length as a tensor.",
  ),
  kaiser_window: manual("no-kernel", "Write ms.Tensor(numpy.kaiser(n + 1, beta)[:-1], ms.float32)."),
  unravel_index: manual(
    "differs",
    "mindspore.numpy.unravel_index(indices, shape) gives one tensor for each axis too, of int32.",
  ),
  broadcast_tensors: written(
    BROADCAST_TENSORS,
    ["float32[2,1]", "float32[3]"],
    ["torch.broadcast_tensors(«x, y|y, x|*[x, y]»)[0]"],
  ),
  broadcast_shapes: written(
    BROADCAST_SHAPES,
    ["float32[2,1]", "float32[3]"],
    ["torch.ones(torch.broadcast_shapes(«x.shape, y.shape|(2, 1), (3,)|*[(2, 1), (3,)]|x.shape»))"],
    {},
    NO_GRADIENT,
  ),
  select: written(SELECT, ["float32[2,3,4]"], ["torch.select(x, «0, 1|1, -1|dim=1, index=2»)"], {
    note: "ops.select picks by a condition.",
  }),
  index_add: written(
    INDEX_ADD,
    ["float32[4,3]", "int64[2]<4", "float32[2,3]"],
    ["torch.index_add(x, «0, y, z|0, y, z, alpha=2|dim=0, index=y, source=z»)"],
  ),
  index_reduce: manual(
    "no-counterpart",
    "Along the first axis ops.tensor_scatter_max(x, index.unsqueeze(1), source) computes it, and so do _min and _mul.",
  ),
  masked_scatter: manual("no-kernel", "y = x.copy() and y[mask] = source[: mask.sum()] fill the places in order."),
  put: manual("no-counterpart", "Write y = x.flatten(), y[index] = source and y.reshape(x.shape)."),
  split_with_sizes: manual("alias", "Write torch.split(x, sizes), which is rewritten."),
  narrow_copy: manual("alias", "Write torch.narrow(x, dim, start, length), which is rewritten."),
  as_strided: manual(
    "no-kernel",
    "Write the slices, x.unfold in torch's sense as ops.stack of slices: MindSpore has no strides on a CPU.",
  ),
  as_strided_scatter: manual("no-counterpart", "Write the slices that the strides stand for, and assign to them."),
  gradient: manual(
    "differs",
    "mindspore.numpy.gradient(x, *spacing, axis=dim) computes it by the same formula, one tensor for each axis.",
  ),
  can_cast: manual("alias", "It needs no tensors: write the answer."),
  range: manual(
    "alias",
    "Write torch.arange(start, end + step, step), which is rewritten: torch.range includes its end.",
  ),
  frombuffer: manual("no-counterpart", "Write ms.Tensor.from_numpy(numpy.frombuffer(buffer, dtype).copy())."),
  from_file: manual("no-counterpart", "Write ms.Tensor.from_numpy(numpy.fromfile(filename, dtype))."),
  asarray: manual("alias", "Write torch.as_tensor, which is rewritten."),
  logspace: manual("no-kernel", "ops.pow(base, ops.linspace(start, end, steps)) computes it."),
  fill: manual("no-counterpart", "Write ops.full_like(x, value)."),
});
