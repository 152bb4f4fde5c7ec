import { defineNamespace, type Mapping } from "../mapping.ts";

/** What takes the place of a method that changes its tensor. */
const write = (statement: string): Mapping => ({
  instead: `On a CPU it changes nothing, or raises: write ${statement}.`,
});
const assign = (name: string): [string, Mapping] => [
  `${name}_`,
  write(`x = x.${name}(...), or x[:] = ... where another name sees the change`),
];

/** Methods that change their tensor: of MindSpore's some do nothing on a CPU and say nothing, others raise. */
export const TENSOR_INPLACE = defineNamespace("torch.Tensor", {
  add_: write("x += y"),
  sub_: write("x -= y"),
  mul_: write("x *= y"),
  div_: write("x /= y"),
  masked_fill_: write("x[mask] = value"),
  clamp_: write("x[:] = x.clamp(min, max)"),
  bernoulli_: write("x[:] = ops.bernoulli(x, p)"),
  random_: write("x[:] = ops.randint(low, high, x.shape)"),
  exponential_: write("x[:] = -ops.log(ops.rand(x.shape)) / rate"),
  scatter_: write("x[:] = x.scatter(dim, index, src)"),
  scatter_add_: write('x[:] = ops.tensor_scatter_elements(x, index, src, dim, "add")'),
  index_fill_: write("x[index] = value"),
  index_copy_: write("x[index] = source"),
  index_add_: write("x[:] = x.index_add(dim, index.int(), source)"),
  addcmul_: write("x += value * a * b"),
  addcdiv_: write("x += value * a / b"),
  addmm_: write("x[:] = x.addmm(a, b)"),
  lerp_: write("x[:] = x.lerp(end, weight)"),
  unsqueeze_: { instead: "Write x = x.unsqueeze(dim)." },
  squeeze_: { instead: "Write x = x.squeeze(dim)." },
  transpose_: { instead: "Write x = x.transpose(dim0, dim1)." },
  t_: { instead: "Write x = x.T." },
  detach_: { instead: "Write x = ops.stop_gradient(x)." },
  resize_: { instead: "Write x = ops.zeros(size, dtype=x.dtype)." },
  share_memory_: { instead: "Leave it out." },
  ...Object.fromEntries(
    [
      "abs",
      "sqrt",
      "exp",
      "log",
      "pow",
      "floor",
      "ceil",
      "round",
      "neg",
      "sigmoid",
      "tanh",
      "relu",
      "tril",
      "triu",
      "erfinv",
      "remainder",
    ].map(assign),
  ),
});
