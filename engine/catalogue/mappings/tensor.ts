import { defineNamespace, type Mapping } from "../mapping.ts";

/** Methods of floats that are called without arguments. */
const ALONE =
  "abs absolute arccos arcsin arctan acos asin atan ceil contiguous cos cosh erf erfc exp expm1 floor frac isfinite isinf isnan log log10 log1p log2 " +
  "logical_not nan_to_num neg negative ravel reciprocal rsqrt sigmoid sign sin sinh sqrt square tan tanh trunc double float half int long short bool byte " +
  "bfloat16 prod nelement numel tolist is_floating_point is_contiguous";

/** Methods that are given another tensor. */
const PAIRED =
  "add atan2 div divide eq ge gt hypot le lt logaddexp mul ne pow sub subtract true_divide remainder fmod maximum minimum logical_and logical_or " +
  "logical_xor isclose expand_as reshape_as type_as view_as";

/** How others are called; `y` is a tensor of the same shape, `z` one of indices. */
const CALLED: Readonly<Record<string, string>> = {
  broadcast_to: "(2, 3, 4)|(3, 4)",
  chunk: "2, 1|2, dim=1",
  clamp: "0.3|0.3, 0.6|min=0.3|max=0.6|min=0.2, max=0.5",
  clip: "0.3|0.3, 0.6|min=0.3|max=0.6|min=0.2, max=0.5",
  cumprod: "0|dim=1",
  cumsum: "0|dim=1",
  flatten: "|0, 1|start_dim=0",
  gather: "1, z|dim=1, index=z",
  index_select: "1, z[0]|dim=1, index=z[0]",
  lerp: "y, 0.3|y, y|y, weight=0.3",
  logsumexp: "1|dim=1|1, True|dim=1, keepdim=True",
  masked_select: "y > 0.5|mask=y > 0.5",
  mm: "y.T|mat2=y.T",
  repeat_interleave: "2|2, 1|2, dim=0|repeats=2",
  reshape: "2, 6|(6, 2)|-1",
  split: "2|2, 1|2, dim=1|[1, 3], 1",
  tril: "|-1|diagonal=1",
  triu: "|1|diagonal=1",
  unbind: "|1|dim=1",
  unsqueeze: "0|-1|dim=1",
  view: "2, 6|(6, 2)|-1|4, -1",
};

/** What asks for tensors of other shapes, or is no method. */
const OTHERS =
  "acosh addbmm addmm addmv baddbmm bitwise_and bitwise_or bitwise_xor bmm dtype item itemsize nbytes ndim outer register_hook shape";

const kept = (name: string): Mapping => ({ to: `mindspore.Tensor.${name}` });

/** A method that is called as in torch, which its examples hold to. */
const called = (name: string, given: string): [string, Mapping] => [
  name,
  {
    ...kept(name),
    proof: {
      inputs: ["float32[3,4]", "float32[3,4]", "int64[3,2]<4"],
      values: [`torch.sigmoid(x).${name}(«${given}»)`],
    },
  },
];

const same: Record<string, Mapping> = Object.fromEntries([
  ...ALONE.split(" ").map((name) => called(name, "")),
  ...PAIRED.split(" ").map((name) => called(name, "y")),
  ...Object.entries(CALLED).map(([name, given]) => called(name, given)),
  ...OTHERS.split(" ").map((name): [string, Mapping] => [name, kept(name)]),
]);

/** Attributes and methods that are called as in torch: nothing is written, and nothing is said. */
export const TENSOR = defineNamespace("torch.Tensor", same);
