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
  }),
  ...familiesOf("sparse", {
    "torch.sparse":
      "MindSpore's sparse tensors are ms.COOTensor and ms.CSRTensor: few functions take them; multiply by ops.SparseTensorDenseMatmul.",
  }),
  ...familiesOf("internal", {
    "torch._C": PRIVATE,
    "torch._utils": PRIVATE,
    "torch.return_types": "MindSpore gives plain tuples: take the items by number.",
    "torch.types": "MindSpore's types have no names of this kind: leave the annotation out.",
    "torch.storage": "MindSpore has no storages: leave it out.",
  }),
];
