import { newestMindSporeKind, publicNameKind } from "./signatures.ts";

/** Modules whose star imports bring modules below them; the `__all__` of most others names none. */
const MODULES: Readonly<Record<string, string>> = {
  torch: "export",
  "torch.nn": "attention functional init parallel utils",
  "torch.nn.utils": "parametrizations parametrize rnn stateless",
  "torch.optim": "lr_scheduler swa_utils",
  "torch.utils": "checkpoint data dlpack hooks",
  "torch.cuda": "amp nvtx",
  "torch.backends": "cuda cudnn mkldnn mps",
  "torch.distributed": "rpc",
  torchvision: "datasets io models ops transforms utils",
  "torchvision.models": "detection optical_flow quantization segmentation video",
  "torchvision.transforms": "functional v2",
  "torchvision.transforms.v2": "functional",
};

/** Names that a module has and its `__all__` does not name. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  torch:
    "strided channels_last channels_last_3d contiguous_format preserve_format legacy_contiguous_format jagged sparse_bsc sparse_bsr sparse_coo sparse_csc sparse_csr per_channel_affine per_channel_affine_float_qparams per_channel_symmetric per_tensor_affine per_tensor_symmetric unique unique_dim broadcast_shapes set_grad_enabled set_default_dtype from_dlpack to_dlpack lu eig lstsq matrix_rank solve symeig pca_lowrank svd_lowrank segment_reduce quantized_gru quantized_lstm while_loop ops classes compiled_with_cxx11_abi Module TensorBase StorageBase LoggerBase HalfTensor BFloat16Tensor HalfStorage BFloat16Storage ComplexDoubleStorage ComplexFloatStorage",
  "torch.nn.utils": "clip_grad convert_parameters fusion init memory_format",
  "torch.nn.parallel": "distributed scatter_gather",
  "torch.optim": "optimizer adadelta adagrad adam adamax adamw asgd lbfgs nadam radam rmsprop rprop sgd sparse_adam",
  "torch.utils.data": "dataloader dataset sampler",
  "torch.cuda": "AcceleratorError OutOfMemoryError",
  "torch.multiprocessing": "spawn start_processes ProcessContext SpawnContext",
  "torch.special": "Tensor",
  "mindspore.dataset": "Dataset Sampler Tensor context get_seed set_seed",
  "mindspore.mint.nn":
    "Cell CrossEntropyLoss Dropout Dropout2d Embedding GLU LayerNorm MaxPool2d NLLLoss Softshrink cross_entropy",
  "mindspore.nn": "ResizeBilinear",
  "mindspore.numpy": "around copy inf matrix_power nan pi round uint",
  "mindspore.ops": "ResizeBilinear Tensor core pack shard",
};

/** Modules without `__all__` that import torch themselves, which their star imports hand on. */
const HAND_TORCH_ON = new Set(
  "torch.nn.functional torch.utils torch.distributed torchvision torchvision.transforms.functional".split(" "),
);

/** Their `__all__` names what they have not, so that a star import raises: seen with 2.7 and 2.10. */
const RAISE = new Set(["mindspore", "mindspore.mint"]);

/** The qualified name of what `from module import *` binds a name to, for a module of a framework's; undefined where it binds none. */
export function nameByStar(module: string, name: string): string | undefined {
  if (name === "torch" && HAND_TORCH_ON.has(module)) return name;
  const qualified = `${module}.${name}`;
  if (name.startsWith("_") || isListed(LEFT_OUT, module, name)) return undefined;
  const kind = publicNameKind(qualified) ?? (RAISE.has(module) ? undefined : newestMindSporeKind(qualified));
  return kind && (kind !== "module" || isListed(MODULES, module, name)) ? qualified : undefined;
}

const isListed = (lists: Readonly<Record<string, string>>, module: string, name: string): boolean =>
  Object.hasOwn(lists, module) && lists[module].split(" ").includes(name);
