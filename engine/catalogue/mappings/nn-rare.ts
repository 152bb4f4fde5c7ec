import { LOSS } from "../definitions/rare-layers.ts";
import { PAD_SEQUENCE, UNPAD_SEQUENCE } from "../definitions/shapes.ts";
import { defineNamespace, type Mapping } from "../mapping.ts";
import { manual, written } from "./entries.ts";

const LENGTHS =
  "MindSpore's recurrent layers take the lengths: output, hidden = rnn(x, seq_length=ms.Tensor(lengths, ms.int32)), sorted or not.";
const NORMED =
  "MindSpore has no such hook on a layer: derive one whose construct computes the weight as g * v / norm(v), with v and g as parameters.";
const SPECTRAL =
  "MindSpore has no such hook on a layer: derive one whose construct divides the weight by its largest singular value, from one power iteration.";
const VECTOR = "Write ops.cat([p.flatten() for p in parameters]).";

/** What is done to layers from outside. */
export const NN_UTILITIES = defineNamespace("torch.nn.utils", {
  "rnn.pack_padded_sequence": manual("no-counterpart", LENGTHS),
  "rnn.pack_sequence": manual("no-counterpart", LENGTHS),
  "rnn.PackedSequence": manual(
    "no-counterpart",
    `There is no packed form: pass the padded tensor and the lengths. ${LENGTHS}`,
  ),
  "rnn.pad_packed_sequence": manual(
    "no-counterpart",
    "The output is padded by zeros already: output[:, :int(max(lengths))] cuts it as torch does.",
  ),
  "rnn.pad_sequence": written(
    PAD_SEQUENCE,
    ["float32[3,2]", "float32[2,2]"],
    [
      "torch.nn.utils.rnn.pad_sequence([x, y]«|, True|, batch_first=True|, batch_first=True, padding_value=-1.0|, padding_value=2»)",
    ],
    { parameters: { padding_side: { drop: ['"right"', "'right'"], why: "Only padding at the end is written." } } },
  ),
  "rnn.unpad_sequence": written(
    UNPAD_SEQUENCE,
    ["float32[3,2,4]"],
    [
      "torch.nn.utils.rnn.unpad_sequence(x * 1, «L|lengths=L|torch.tensor([2, 1, 2]), True|torch.tensor([1, 2, 2]), batch_first=True»)[0]",
    ],
    {},
    { setup: "L = torch.tensor([3, 1])" },
  ),
  weight_norm: manual("no-counterpart", NORMED),
  remove_weight_norm: manual(
    "no-counterpart",
    "Write the computed weight back once: ops.assign(layer.weight, g * v / norm(v)).",
  ),
  "parametrizations.weight_norm": manual("no-counterpart", NORMED),
  spectral_norm: manual("no-counterpart", SPECTRAL),
  remove_spectral_norm: manual("no-counterpart", "Write the divided weight back once by ops.assign(layer.weight, …)."),
  "parametrizations.spectral_norm": manual("no-counterpart", SPECTRAL),
  parameters_to_vector: manual("no-counterpart", VECTOR),
  vector_to_parameters: manual(
    "no-counterpart",
    "Cut the vector by the parameters' sizes: ops.assign(p, piece.reshape(p.shape)).",
  ),
  clip_grad_norm: manual(
    "no-counterpart",
    "Gradients are values: grads = ops.clip_by_norm(grads, max_norm) before optimizer(grads).",
  ),
  skip_init: manual(
    "no-counterpart",
    "Make the layer itself: MindSpore fills its parameters when they are first used.",
  ),
});

const baseClass = (layers: string): Mapping =>
  manual("holder", `MindSpore's layers share no public base: test for (${layers}).`);

/** Layers, and parts of torch.nn, that few programs name. */
export const NN_RARE = defineNamespace("torch.nn", {
  functional: manual("holder", "The module is used as a value: look names up in ms.ops."),
  "Embedding.from_pretrained": manual(
    "no-counterpart",
    "Write nn.Embedding(n, d, embedding_table=weights), and layer.embedding_table.requires_grad = False for freeze=True, torch's default.",
  ),
  LazyLinear: manual(
    "no-counterpart",
    "MindSpore's layers know their sizes: write nn.Dense(in_features, out_features).",
  ),
  UninitializedParameter: manual(
    "no-counterpart",
    "MindSpore's parameters know their shapes: write ms.Parameter(ops.zeros(shape)).",
  ),
  "attention.sdpa_kernel": manual(
    "no-counterpart",
    "MindSpore picks its kernels itself: leave the with statement out.",
  ),
  "attention.SDPBackend.MATH": manual("no-counterpart", "MindSpore picks its kernels itself: leave it out."),
  "attention.SDPBackend.FLASH_ATTENTION": manual(
    "no-counterpart",
    "On Ascend, ops.flash_attention_score is this kernel.",
  ),
  "attention.SDPBackend.EFFICIENT_ATTENTION": manual(
    "no-counterpart",
    "MindSpore picks its kernels itself: leave it out.",
  ),
  "functional.multi_head_attention_forward": manual(
    "no-counterpart",
    "MindSpore keeps it inside nn.MultiheadAttention: use the layer, or write the projections, ops.matmul and ops.softmax.",
  ),
  "modules.batchnorm._BatchNorm": baseClass("nn.BatchNorm1d, nn.BatchNorm2d, nn.BatchNorm3d"),
  "modules.conv._ConvNd": baseClass("nn.Conv1d, nn.Conv2d, nn.Conv3d"),
  "modules.instancenorm._InstanceNorm": baseClass("nn.InstanceNorm1d, nn.InstanceNorm2d, nn.InstanceNorm3d"),
  "modules.loss._Loss": {
    definition: LOSS,
    proof: {
      inputs: ["float32[2,3]"],
      layers: ["Own(«|'sum'|reduction='mean'»)"],
      setup:
        "from torch.nn.modules.loss import _Loss\n\n\nclass Own(_Loss):\n    def __init__(self, reduction='mean'):\n        super().__init__(reduction=reduction)\n\n    def forward(self, x):\n        return x.sum() if self.reduction == 'sum' else x.mean()",
    },
  },
});
