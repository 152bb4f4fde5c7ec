import { defineNamespace, type Mapping } from "../mapping.ts";
import { manual } from "./entries.ts";

/** What takes the place of a method that changes its tensor. */
const write = (statement: string): Mapping => manual("in-place", `Write ${statement}.`);

/** Methods that change their tensor and have no counterpart that makes the new values; the others are a rule's. */
export const TENSOR_INPLACE = defineNamespace("torch.Tensor", {
  bernoulli_: write("x[:] = ops.bernoulli(x, p)"),
  random_: write("x[:] = ops.randint(low, high, x.shape)"),
  exponential_: write("x[:] = -ops.log(ops.rand(x.shape)) / rate"),
  resize_: manual("no-counterpart", "Write x = ops.zeros(size, dtype=x.dtype)."),
  share_memory_: manual("no-counterpart", "Leave it out."),
});
