import { defineNamespace, type Mapping } from "../mapping.ts";
import { each, manual } from "./entries.ts";

const never = (name: string): Mapping =>
  manual("device", `No MindSpore tensor is such a one: write False for ${name}.`);
const sparse = (): Mapping =>
  manual(
    "sparse",
    "MindSpore's sparse tensors are ms.COOTensor(indices, values, shape) and ms.CSRTensor(indptr, indices, values, shape).",
  );
const quantized = (): Mapping =>
  manual("quantized", "MindSpore's tensors are not quantized: keep scale and zero point beside whole numbers.");

/** What torch keeps at its tensors, and MindSpore does not. */
export const TENSOR_BOOKKEEPING = defineNamespace("torch.Tensor", {
  ...each("is_cpu is_ipu is_maia is_meta is_mkldnn is_mps is_mtia is_vulkan is_xpu is_pinned is_distributed", never),
  ...each("is_quantized is_sparse is_sparse_csr is_nested is_inference is_conj is_neg is_coalesced", never),
  ...each(
    "ccol_indices col_indices crow_indices row_indices dense_dim sparse_dim sparse_mask sparse_resize_ sparse_resize_and_clear_ resize_as_sparse_ smm sspaddmm to_sparse_bsc to_sparse_bsr to_sparse_coo to_sparse_csc to_sparse_csr",
    sparse,
  ),
  ...each(
    "dequantize int_repr q_per_channel_axis q_per_channel_scales q_per_channel_zero_points q_scale q_zero_point qscheme",
    quantized,
  ),
  cauchy_: manual("in-place", "Write x[:] = median + sigma * ops.tan(math.pi * (ops.rand(x.shape) - 0.5))."),
  geometric_: manual("in-place", "Write x[:] = ops.ceil(ops.log(ops.rand(x.shape)) / math.log(1 - p))."),
  log_normal_: manual("in-place", "Write x[:] = ops.exp(mean + std * ops.randn(x.shape))."),
  put_: manual("in-place", "Write y = x.flatten(), y[index] = source and x[:] = y.reshape(x.shape)."),
  apply_: manual("in-place", "Write x[:] = ms.Tensor(numpy.vectorize(f)(x.asnumpy()))."),
  map_: manual("in-place", "Write x[:] = ms.Tensor(numpy.vectorize(f)(x.asnumpy(), y.asnumpy()))."),
  map2_: manual("in-place", "Write x[:] = ms.Tensor(numpy.vectorize(f)(x.asnumpy(), y.asnumpy(), z.asnumpy()))."),
  as_strided_: manual("in-place", "Write the slices that the strides stand for."),
  set_: manual("in-place", "Write x = source."),
  retains_grad: manual("graph", "Gradients are what ms.value_and_grad returns: leave it out."),
  grad_dtype: manual("graph", "A gradient has its parameter's dtype: leave it out."),
  output_nr: manual("graph", "MindSpore keeps no graph at its tensors: leave it out."),
  reinforce: manual("graph", "Multiply the logarithm of the probability by the reward in the loss."),
  register_post_accumulate_grad_hook: manual(
    "graph",
    "Gradients are values: change them between ms.value_and_grad and optimizer(grads).",
  ),
  layout: manual("sparse", "MindSpore's dense tensors have one layout: write True for x.layout == torch.strided."),
  dim_order: manual("no-counterpart", "MindSpore has no memory formats: write tuple(range(x.ndim))."),
  is_same_size: manual("alias", "Write x.shape == y.shape."),
  is_set_to: manual("alias", "Write x is y."),
  conj_physical: manual("alias", "Write x.conj()."),
  resolve_conj: manual("alias", "Leave it out: MindSpore computes the conjugate at once."),
  resolve_neg: manual("alias", "Leave it out: MindSpore computes the negative at once."),
  resize: manual("alias", "Write x.reshape(sizes) where the number of elements stays."),
  resize_as: manual("alias", "Write x.reshape(other.shape) where the number of elements stays."),
  unsafe_chunk: manual("alias", "Write x.chunk(chunks, dim)."),
  unsafe_split: manual("alias", "Write x.split(size, dim)."),
  unsafe_split_with_sizes: manual("alias", "Write x.split(sizes, dim)."),
  new_empty_strided: manual("alias", "Write x.new_zeros(size)."),
  to_padded_tensor: manual(
    "no-counterpart",
    "MindSpore has no nested tensors: pad by zeros, and keep the lengths beside them.",
  ),
  storage_type: manual("internal", "MindSpore has no storages: leave it out."),
  untyped_storage: manual("internal", "MindSpore has no storages: leave it out."),
  as_subclass: manual("internal", "MindSpore's functions return plain tensors: keep what the class adds beside them."),
  module_load: manual("internal", "Write ops.assign(p, value)."),
  index: manual("internal", "Write x[indices]."),
  to_mkldnn: manual("device", "MindSpore picks its kernels itself: leave it out."),
  xpu: manual("device", "Leave it out: tensors are where ms.set_device says."),
});
