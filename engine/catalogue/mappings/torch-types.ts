import type { Definition } from "../definition.ts";
import { TUPLE } from "../definitions/builtins.ts";
import { FINFO, IINFO } from "../definitions/functions.ts";
import { NUMEL } from "../definitions/shapes.ts";
import { defineNamespace, type Mapping, type Proof } from "../mapping.ts";
import { each, manual, NO_GRADIENT, written } from "./entries.ts";

const dtype = (name: string): Mapping => ({
  to: `mindspore.${name}`,
  proof: {
    inputs: ["float32[2,3]>0"],
    values: [`torch.ones(2, dtype=torch.${PROVEN[name] ?? name})`],
    gradient: false,
  },
});
/** The spelling in torch of a dtype that goes by another name in MindSpore. */
const PROVEN: Readonly<Record<string, string>> = { bool_: "bool" };

const alias = (torch: string, name: string): Mapping => ({
  to: `mindspore.${name}`,
  proof: { inputs: ["float32[2,3]>0"], values: [`torch.ones(2, dtype=torch.${torch})`], gradient: false },
});

/** `torch.FloatTensor([1, 2])`: a tensor of this dtype from a list; a number would be a size. */
const tensorClass = (name: string, to: string): Mapping => ({
  to: "mindspore.Tensor",
  isType: true,
  ...(name === "Tensor" ? {} : { asked: manual("differs", `Ask for the dtype: x.dtype == ms.${to}.`) }),
  signatures: { torch: "(data=None, *, device=None, dtype=None)" },
  parameters: {
    data: {
      to: "input_data",
      requires: "sequence",
      refuse: ["None"],
      why: "A number is a size here: write ops.zeros(size).",
    },
    device: { drop: true },
  },
  add: { dtype: `@mindspore.${to}` },
  ofSizes: {
    to: "mindspore.ops.zeros",
    packs: true,
    namesItself: true,
    signatures: { torch: "(*size, device=None)" },
    parameters: { device: { drop: true } },
    add: { dtype: `@mindspore.${to}` },
    note: "torch leaves the values as they come.",
  },
  proof: {
    inputs: ["float32[2]"],
    values: [
      `torch.${name}(«[1, 2, 3]|[[1, 0], [0, 1]]|(1, 2)»)`,
      `torch.${name}(«2, 3|1, x.shape[0]|4»).shape`,
      ...(name === "Tensor" ? [] : [`x.type(torch.${name})`]),
    ],
    gradient: false,
  },
});

/** Types of tensors on a GPU, which a CPU cannot prove: MindSpore places tensors by set_device. */
export const GPU_TYPES: Readonly<Record<string, Mapping>> = Object.fromEntries(
  Object.entries({
    FloatTensor: "float32",
    DoubleTensor: "float64",
    HalfTensor: "float16",
    LongTensor: "int64",
    IntTensor: "int32",
    ByteTensor: "uint8",
    BoolTensor: "bool_",
  }).map(([name, to]): [string, Mapping] => {
    const { proof: _, ...mapping } = tensorClass(name, to);
    return [`cuda.${name}`, mapping];
  }),
);

/** What tells the limits of a dtype. */
const limits = (definition: Definition, proof: Proof): Mapping => ({
  definition,
  signatures: { torch: "(dtype)" },
  proof,
});

/** Dtypes, the classes of tensors, and what is said of both. */
export const TORCH_TYPES = defineNamespace("torch", {
  float32: dtype("float32"),
  float64: dtype("float64"),
  float16: dtype("float16"),
  bfloat16: dtype("bfloat16"),
  uint8: dtype("uint8"),
  int8: dtype("int8"),
  int16: dtype("int16"),
  int32: dtype("int32"),
  int64: dtype("int64"),
  bool: dtype("bool_"),
  float: alias("float", "float32"),
  double: alias("double", "float64"),
  half: alias("half", "float16"),
  long: alias("long", "int64"),
  int: alias("int", "int32"),
  short: alias("short", "int16"),
  complex64: dtype("complex64"),
  complex128: dtype("complex128"),
  Tensor: tensorClass("Tensor", "float32"),
  FloatTensor: tensorClass("FloatTensor", "float32"),
  DoubleTensor: tensorClass("DoubleTensor", "float64"),
  HalfTensor: tensorClass("HalfTensor", "float16"),
  LongTensor: tensorClass("LongTensor", "int64"),
  IntTensor: tensorClass("IntTensor", "int32"),
  ShortTensor: tensorClass("ShortTensor", "int16"),
  ByteTensor: tensorClass("ByteTensor", "uint8"),
  BoolTensor: tensorClass("BoolTensor", "bool_"),
  dtype: {
    to: "mindspore.Type",
    proof: { inputs: ["float32[2]"], values: ["isinstance(«x.dtype|x|torch.int64», torch.dtype)"], gradient: false },
  },
  Size: written(
    TUPLE,
    ["float32[2,3]"],
    [
      "x.expand(torch.Size(«[2, 3]|(2, 3)|x.shape»))",
      "x.reshape(torch.Size([1]) + x.shape)",
      "x[0, 0].reshape(torch.Size())",
    ],
  ),
  "Size.numel": written(NUMEL, ["float32[2,3]"], ["torch.ones(x.shape.numel())"], {}, NO_GRADIENT),
  ...each("finfo.min finfo.max finfo.eps finfo.tiny", () => ({ keeps: true })),
  finfo: limits(FINFO, {
    inputs: ["float32[2,3]", "bool[2,3]"],
    values: ["x.masked_fill(y, torch.finfo(«x.dtype|torch.float32»).«min|max|eps|tiny»)"],
  }),
  ...each("iinfo.min iinfo.max iinfo.bits", () => ({ keeps: true })),
  iinfo: limits(IINFO, {
    inputs: ["float32[2,3]", "bool[2,3]"],
    values: ["torch.full((2,), torch.iinfo(«torch.int32|torch.int16|torch.uint8»).«min|max|bits»)"],
    gradient: false,
  }),
  is_tensor: {
    to: "mindspore.ops.is_tensor",
    proof: { inputs: ["float32[2]"], values: ["torch.is_tensor(«x|1.0|[x]»)"], gradient: false },
  },
  is_floating_point: {
    to: "mindspore.ops.is_floating_point",
    proof: {
      inputs: ["float32[2]", "int64[2]<3"],
      values: ["torch.is_floating_point(«x|y|input=x»)"],
      gradient: false,
    },
  },
  numel: {
    to: "mindspore.ops.numel",
    parameters: { self: "input" },
    proof: { inputs: ["float32[2,3]"], values: ["torch.numel(x)"], gradient: false },
  },
  Generator: {
    to: "mindspore.Generator",
    parameters: { device: { drop: true } },
    note: "MindSpore's functions take no generator: ms.set_seed seeds all of them.",
    proof: {
      inputs: ["float32[2]"],
      values: ["x * SEED(torch.Generator(«|device='cpu'»))"],
      setup: "def SEED(generator):\n    generator.manual_seed(3)\n    return generator.initial_seed()",
    },
  },
  ...each("Generator.manual_seed Generator.initial_seed Generator.seed Generator.get_state", () => ({ keeps: true })),
  pi: { says: "3.141592653589793", proof: { inputs: ["float32[2]"], values: ["x * torch.pi"] } },
  inf: { says: 'float("inf")', proof: { inputs: ["float32[2]"], values: ["x.clamp(-torch.inf, torch.inf)"] } },
  nan: {
    says: 'float("nan")',
    proof: { inputs: ["float32[2]"], values: ["torch.isnan(x * torch.nan)"], gradient: false },
  },
  e: { says: "2.718281828459045", proof: { inputs: ["float32[2]"], values: ["x * torch.e"] } },
  strided: manual("no-counterpart", "Leave the layout out."),
  contiguous_format: manual("no-counterpart", "Leave the memory format out."),
  channels_last: manual("no-counterpart", "Leave the memory format out."),
  preserve_format: manual("no-counterpart", "Leave the memory format out."),
});
