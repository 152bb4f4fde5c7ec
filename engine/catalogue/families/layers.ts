import { familiesOf } from "../mapping.ts";

const COMPUTED = "Compute the weight in construct from parameters that are free.";
const HELD = "The class that is written in its place has the usual methods of a list or a dictionary only.";

/** Layers, and what is done to them. */
export const LAYERS = [
  ...familiesOf("no-counterpart", {
    "torch.nn.utils.prune": "Keep a mask beside the weight, and multiply by it in construct.",
    "torch.nn.utils.parametrize": COMPUTED,
    "torch.nn.utils.parametrizations": COMPUTED,
    "torch.nn.utils.rnn": "MindSpore's recurrent layers take padded tensors and seq_length=; nothing is packed.",
    "torch.nn.utils.stateless":
      "ms.value_and_grad takes weights=; to compute with others, load them by ms.load_param_into_net first.",
    "torch.nn.utils": "Parameters and gradients are tuples in MindSpore: write the loop over them.",
    "torch.nn.attention": "MindSpore picks its kernels itself: leave it out.",
    "torch.nn.ParameterDict": HELD,
    "torch.nn.ParameterList": HELD,
    "torch.nn.Embedding":
      "The layer's parameter is embedding_table in MindSpore, its sizes vocab_size and embedding_size.",
    "torch.nn.EmbeddingBag": "MindSpore has no such layer: nn.Embedding, and sum or mean over the bag.",
    "torch.nn.MultiheadAttention":
      "MindSpore's layer keeps its projections as in_proj_weight and out_proj; call the layer itself.",
    "torch.nn.SyncBatchNorm":
      "MindSpore's layer has num_features, eps, momentum, moving_mean, moving_variance, gamma and beta.",
  }),
  ...familiesOf("internal", {
    "torch.nn.modules": "It is private to torch: write it out.",
    "torch.nn.init": "It is private to torch: parameters are filled by p.set_data(initializer(...)).",
  }),
];
