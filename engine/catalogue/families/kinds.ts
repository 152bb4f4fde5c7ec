import { familiesOf } from "../mapping.ts";

const QUANTIZED = "MindSpore's models are quantized by the package mindspore_gs (golden-stick).";
const PRIVATE = "This is private to torch: write it out, or leave it out.";

/** Sparse and quantized tensors, and what is torch's own. */
export const KINDS = [
  ...familiesOf("quantized", {
    "torch.ao": QUANTIZED,
    "torch.quantization": QUANTIZED,
    "torch.nn.quantized": QUANTIZED,
    "torch.nn.intrinsic": QUANTIZED,
    "torch.nn.qat": QUANTIZED,
    "torch.nn.quantizable": QUANTIZED,
  }),
  ...familiesOf("sparse", {
    "torch.sparse":
      "MindSpore's sparse tensors are ms.COOTensor and ms.CSRTensor: few functions take them; multiply by ops.SparseTensorDenseMatmul.",
  }),
  ...familiesOf("internal", {
    "torch._C": PRIVATE,
    "torch._utils": PRIVATE,
    "torch._guards": PRIVATE,
    "torch._ops": PRIVATE,
    "torch._subclasses": PRIVATE,
    "torch._tensor_str": PRIVATE,
    "torch.nn.common_types": "MindSpore's types have no names of this kind: leave the annotation out.",
    "torch.torch_version": "Versions are compared as packaging.version.Version(ms.__version__) is.",
    "torch.cpp": PRIVATE,
    "torch.nn.grad": "The gradients of convolutions are what ms.grad gives: differentiate the function that has them.",
    "torch.return_types": "MindSpore gives plain tuples: take the items by number.",
    "torch.types": "MindSpore's types have no names of this kind: leave the annotation out.",
    "torch.storage": "MindSpore has no storages: leave it out.",
  }),
];
