import type { Definition } from "../definition.ts";
import { COSINE_SIMILARITY, PAIRWISE_DISTANCE } from "../definitions/distances.ts";
import { LINEAR, PADDED_EMBEDDING } from "../definitions/layers.ts";
import { INSTANCE_NORM, LAYER_NORM } from "../definitions/norms.ts";
import { EMBEDDING_BAG, PARAMETER_DICT, PARAMETER_LIST, RMS_NORM } from "../definitions/rare-layers.ts";
import { ADAPTIVE_AVERAGE, FOLD, UNFOLD } from "../definitions/windows.ts";
import { defineNamespace, type Mapping } from "../mapping.ts";
import { each, manual, written } from "./entries.ts";

/** MindSpore's instance norms have no kernel on a CPU, and four parameters more. */
const instanceNorm = (definition: Definition, input: string): Mapping => ({
  definition,
  parameters: {
    track_running_stats: { refuse: ["True"], why: "MindSpore has no running statistics for it." },
    dtype: { refuse: true },
  },
  proof: {
    inputs: [input],
    layers: [
      `nn.${definition.name}(«4|num_features=4»«|, affine=True|, eps=1e-3|, affine=True, eps=1e-3|, affine=False, track_running_stats=False|, affine=True, track_running_stats=False»)`,
      `nn.${definition.name}(4, 1e-4«|, 0.1, True»)`,
    ],
  },
});

/** Containers, parameters and the layers that are no activation, loss or recurrent layer. */
export const NN = defineNamespace("torch.nn", {
  Sequential: {
    to: "mindspore.nn.SequentialCell",
    proof: {
      inputs: ["float32[2,4]"],
      layers: [
        "nn.Sequential(nn.Linear(4, 3), nn.ReLU())",
        "nn.Sequential(*LAYERS())",
        "nn.Sequential()",
        "nn.Sequential(OrderedDict([('a', nn.Linear(4, 3)), ('b', nn.Tanh())]))",
      ],
      setup: "from collections import OrderedDict\n\n\ndef LAYERS():\n    return [nn.Linear(4, 5), nn.Linear(5, 2)]",
    },
  },
  ParameterList: {
    definition: PARAMETER_LIST,
    proof: {
      inputs: ["float32[2,3]"],
      layers: ["Scale()"],
      setup:
        "class Scale(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.p = nn.ParameterList([nn.Parameter(torch.ones(3) * i) for i in range(1, 3)])\n        self.q = nn.ParameterList()\n        self.q.append(nn.Parameter(torch.ones(3)))\n\n    def forward(self, x):\n        for p in self.p:\n            x = x * p\n        return x * self.p[1] * len(self.p) + self.q[0]",
    },
  },
  ...each(
    "ParameterList.append ParameterList.extend ParameterDict.keys ParameterDict.values ParameterDict.items ParameterDict.update",
    () => ({ keeps: true }),
  ),
  ParameterDict: {
    definition: PARAMETER_DICT,
    proof: {
      inputs: ["float32[2,3]"],
      layers: ["Scale()"],
      setup:
        "class Scale(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.p = nn.ParameterDict({'a': nn.Parameter(torch.ones(3)), 'b': nn.Parameter(torch.ones(3) * 2)})\n        self.q = nn.ParameterDict()\n        self.q['c'] = nn.Parameter(torch.ones(3))\n\n    def forward(self, x):\n        for name, p in self.p.items():\n            x = x * p if name in self.p else x\n        return x * self.p['b'] * len(self.p) + self.q['c']",
    },
  },
  Parameter: {
    to: "mindspore.Parameter",
    parameters: { data: "default_input" },
    proof: {
      inputs: ["float32[2,3]"],
      layers: ["Scale()"],
      setup:
        "class Scale(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.a = nn.Parameter(torch.ones(3))\n        self.b = nn.Parameter(data=torch.zeros(3))\n        self.c = nn.Parameter(torch.ones(3), requires_grad=False)\n        self.d = nn.Parameter(torch.ones(3), True)\n\n    def forward(self, x):\n        return x * self.a * self.d + self.b + self.c",
    },
  },
  Identity: { to: "mindspore.nn.Identity", proof: { inputs: ["float32[2,4]"], layers: ["nn.Identity()"] } },
  Linear: {
    to: "mindspore.nn.Dense",
    adapter: LINEAR,
    effect: "silent",
    parameters: { in_features: "in_channels", out_features: "out_channels", bias: "has_bias", dtype: { refuse: true } },
    proof: {
      inputs: ["float32[2,4]"],
      layers: [
        "nn.Linear(«4, 3|4, out_features=3|in_features=4, out_features=3»«|, bias=False|, bias=True»)",
        "nn.Linear(4, 3, «True|False»)",
      ],
    },
  },
  Bilinear: {
    to: "mindspore.nn.BiDense",
    parameters: {
      in1_features: "in1_channels",
      in2_features: "in2_channels",
      out_features: "out_channels",
      bias: "has_bias",
      dtype: { refuse: true },
    },
    proof: { inputs: ["float32[2,4]", "float32[2,3]"], layers: ["nn.Bilinear(4, 3, 5«|, bias=False|, bias=True»)"] },
  },
  Embedding: {
    to: "mindspore.nn.Embedding",
    effect: "silent",
    parameters: {
      num_embeddings: "vocab_size",
      embedding_dim: "embedding_size",
      padding_idx: { drop: ["None"], definition: PADDED_EMBEDDING },
      max_norm: { refuse: true },
      norm_type: { drop: true },
      scale_grad_by_freq: { drop: ["False"] },
      sparse: { drop: true },
      _weight: { refuse: true, why: "Pass the weights as embedding_table=." },
      _freeze: { drop: ["False"] },
      dtype: { refuse: true },
    },
    add: { embedding_table: "@mindspore.common.initializer.Normal(1.0)" },
    note: "MindSpore's own start is N(0, 0.01), torch's N(0, 1).",
    proof: {
      inputs: ["int64[2,3]<5"],
      layers: [
        "nn.Embedding(«5, 4|num_embeddings=5, embedding_dim=4|5, embedding_dim=4»«|, sparse=False»)",
        "nn.Embedding(«5, 4, 0|5, 4, padding_idx=1|num_embeddings=5, embedding_dim=4, padding_idx=PAD|5, 4, padding_idx=None|5, 4, -1»)",
      ],
      setup: "PAD = 2",
    },
  },
  EmbeddingBag: {
    definition: EMBEDDING_BAG,
    parameters: {
      sparse: { drop: true },
      max_norm: { drop: ["None"], why: "Cut the rows before they are used: MindSpore renorms nothing." },
      scale_grad_by_freq: { drop: ["False"] },
    },
    proof: {
      inputs: ["int64[2,3]<5"],
      layers: [
        "nn.EmbeddingBag(«5, 4|num_embeddings=5, embedding_dim=4, mode='mean'|5, 4, mode='sum'|5, 4, mode='max'»)",
      ],
    },
  },
  LayerNorm: {
    to: "mindspore.nn.LayerNorm",
    adapter: LAYER_NORM,
    effect: "silent",
    parameters: {
      normalized_shape: {
        tuple: "single",
        why: "Several axes need begin_norm_axis= and begin_params_axis=, counted from the front.",
      },
      eps: "epsilon",
      elementwise_affine: {
        drop: ["True"],
        why: "MindSpore's LayerNorm always has gamma and beta: freeze them, or normalise by hand.",
      },
      bias: { drop: ["True"], why: "MindSpore's LayerNorm always has beta: freeze it." },
      dtype: { refuse: true },
    },
    proof: {
      inputs: ["float32[2,3,8]"],
      layers: [
        "nn.LayerNorm(«8|(8,)|[8]|normalized_shape=8|normalized_shape=(8,)»«|, eps=1e-3»)",
        "nn.LayerNorm(«8|(8,)|[8]», 1e-6)",
        "nn.LayerNorm(8«|, eps=1e-6», elementwise_affine=True)",
        "nn.LayerNorm(8, bias=True)",
        "nn.LayerNorm(normalized_shape=[8], eps=1e-6, elementwise_affine=True)",
      ],
    },
  },
  RMSNorm: {
    definition: RMS_NORM,
    parameters: { dtype: { refuse: true } },
    proof: {
      inputs: ["float32[2,3,8]"],
      layers: [
        "nn.RMSNorm(normalized_shape=8, eps=1e-6)",
        "nn.RMSNorm(«8|(8,)|[3, 8]»«|, 1e-6|, eps=1e-5|, elementwise_affine=False|, eps=1e-6, elementwise_affine=True»)",
      ],
    },
  },
  GroupNorm: {
    to: "mindspore.nn.GroupNorm",
    parameters: { bias: { drop: ["True"] }, dtype: { refuse: true } },
    proof: {
      inputs: ["float32[2,4,3,3]"],
      layers: [
        "nn.GroupNorm(«2, 4|num_groups=2, num_channels=4|2, num_channels=4»«|, eps=1e-3»«|, affine=False|, affine=True»)",
        "nn.GroupNorm(2, 4, 1e-6«|, affine=False|, False»)",
      ],
    },
  },
  InstanceNorm1d: instanceNorm(INSTANCE_NORM[1], "float32[2,4,7]"),
  InstanceNorm2d: instanceNorm(INSTANCE_NORM[2], "float32[2,4,5,6]"),
  InstanceNorm3d: instanceNorm(INSTANCE_NORM[3], "float32[2,4,3,5,6]"),
  LocalResponseNorm: {
    reason: "no-counterpart",
    instead: "nn.LRN normalises otherwise; write the sum over neighbouring channels by ops.avg_pool3d.",
  },
  AdaptiveAvgPool1d: {
    to: "mindspore.nn.AdaptiveAvgPool1d",
    adapter: ADAPTIVE_AVERAGE.layer,
    parameters: {
      output_size: {
        values: { "1": "1" },
        why: "MindSpore needs a length that can be divided by it; ops.adaptive_avg_pool2d(x.unsqueeze(2), (1, n)).squeeze(2) takes any.",
      },
    },
    proof: { inputs: ["float32[2,3,7]"], layers: ["nn.AdaptiveAvgPool1d(«1|output_size=1|3|output_size=4»)"] },
  },
  AdaptiveAvgPool2d: {
    to: "mindspore.nn.AdaptiveAvgPool2d",
    proof: {
      inputs: ["float32[2,3,7,8]"],
      layers: ["nn.AdaptiveAvgPool2d(«1|(1, 1)|(3, 5)|(None, 4)|output_size=(2, 2)|output_size=1»)"],
    },
  },
  AdaptiveAvgPool3d: {
    to: "mindspore.nn.AdaptiveAvgPool3d",
    proof: { inputs: ["float32[2,3,4,6,8]"], layers: ["nn.AdaptiveAvgPool3d(«1|(1, 1, 1)|(2, 3, 4)|output_size=1»)"] },
  },
  AdaptiveMaxPool2d: {
    to: "mindspore.nn.AdaptiveMaxPool2d",
    proof: { inputs: ["float32[2,3,7,8]"], layers: ["nn.AdaptiveMaxPool2d(«1|(1, 1)|(3, 5)|output_size=(2, 2)»)"] },
  },
  ZeroPad2d: {
    to: "mindspore.nn.ZeroPad2d",
    proof: { inputs: ["float32[2,3,5,6]"], layers: ["nn.ZeroPad2d(«1|(1, 2, 0, 1)|padding=2»)"] },
  },
  ReflectionPad1d: {
    to: "mindspore.nn.ReflectionPad1d",
    proof: { inputs: ["float32[2,3,6]"], layers: ["nn.ReflectionPad1d(«1|(1, 2)|padding=2»)"] },
  },
  ReflectionPad2d: {
    to: "mindspore.nn.ReflectionPad2d",
    proof: { inputs: ["float32[2,3,5,6]"], layers: ["nn.ReflectionPad2d(«1|(1, 2, 0, 1)|padding=2»)"] },
  },
  ReplicationPad1d: {
    to: "mindspore.nn.ReplicationPad1d",
    proof: { inputs: ["float32[2,3,6]"], layers: ["nn.ReplicationPad1d(«1|(1, 2)|padding=2»)"] },
  },
  ReplicationPad2d: {
    to: "mindspore.nn.ReplicationPad2d",
    proof: { inputs: ["float32[2,3,5,6]"], layers: ["nn.ReplicationPad2d(«1|(1, 2, 0, 1)|padding=2»)"] },
  },
  ConstantPad1d: {
    to: "mindspore.nn.ConstantPad1d",
    proof: {
      inputs: ["float32[2,3,6]"],
      layers: ["nn.ConstantPad1d(«1, 2.0|(1, 2), 0.5|padding=2, value=1.0|1, value=0.5»)"],
    },
  },
  ConstantPad2d: {
    to: "mindspore.nn.ConstantPad2d",
    proof: {
      inputs: ["float32[2,3,5,6]"],
      layers: ["nn.ConstantPad2d(«1, 2.0|(1, 2, 0, 1), 0.5|padding=2, value=1.0|1, value=0.5»)"],
    },
  },
  PixelShuffle: {
    to: "mindspore.nn.PixelShuffle",
    proof: { inputs: ["float32[2,8,3,3]"], layers: ["nn.PixelShuffle(«2|upscale_factor=2»)"] },
  },
  PixelUnshuffle: {
    to: "mindspore.nn.PixelUnshuffle",
    proof: { inputs: ["float32[2,2,4,6]"], layers: ["nn.PixelUnshuffle(«2|downscale_factor=2»)"] },
  },
  ChannelShuffle: {
    to: "mindspore.nn.ChannelShuffle",
    proof: { inputs: ["float32[2,4,3,3]"], layers: ["nn.ChannelShuffle(«2|groups=2»)"] },
  },
  Upsample: {
    to: "mindspore.nn.Upsample",
    parameters: {
      scale_factor: {
        requires: "whole",
        brings: { recompute_scale_factor: "True" },
        why: "it equals torch's only where size times factor is whole",
      },
      mode: { refuse: ['"bicubic"', "'bicubic'"], why: "MindSpore's bicubic has another coefficient." },
    },
    proof: {
      inputs: ["float32[2,3,4,5]"],
      layers: [
        "nn.Upsample(«scale_factor=2|scale_factor=2.0|size=(6, 7)|(6, 7)|None, 2»«|, mode='nearest'»)",
        "nn.Upsample(«scale_factor=2|size=(6, 7)», mode='bilinear'«|, align_corners=True|, align_corners=False»)",
        "nn.Upsample(scale_factor=«FACTOR|WHOLE»«|, mode='nearest'|, mode='bilinear'|, mode='bilinear', align_corners=True|, mode='bilinear', align_corners=False»)",
      ],
      setup: "FACTOR = 2.0\nWHOLE = 2",
    },
  },
  UpsamplingNearest2d: manual("no-counterpart", 'nn.Upsample(size=..., mode="nearest") computes the same.'),
  UpsamplingBilinear2d: manual(
    "no-counterpart",
    'nn.Upsample(size=..., mode="bilinear", align_corners=True) computes the same.',
  ),
  Flatten: {
    to: "mindspore.nn.Flatten",
    proof: { inputs: ["float32[2,3,4,5]"], layers: ["nn.Flatten(«|1|2|start_dim=2|0, 1|1, end_dim=2|end_dim=2»)"] },
  },
  Unflatten: {
    to: "mindspore.nn.Unflatten",
    parameters: { dim: "axis" },
    proof: {
      inputs: ["float32[2,6]"],
      layers: ["nn.Unflatten(«1, (2, 3)|dim=1, unflattened_size=(2, 3)|1, unflattened_size=(3, 2)»)"],
    },
  },
  Unfold: {
    definition: UNFOLD,
    note: "MindSpore's nn.Unfold takes other arguments and gives another shape.",
    proof: {
      inputs: ["float32[2,3,6,8]"],
      layers: [
        "nn.Unfold(«3|(2, 3)|[2, 3]|kernel_size=3, padding=1|kernel_size=3, padding=1, stride=2|3, 1, 1, 2|3, padding=1|2, stride=2|kernel_size=3, dilation=2|(3, 3), padding=(1, 1), stride=(2, 2)|3, padding=(1, 2)»)",
      ],
    },
  },
  Fold: written(
    FOLD,
    ["float32[2,12,20]"],
    [
      "nn.Fold(«(5, 6), 2|output_size=(5, 6), kernel_size=2|(5, 6), kernel_size=(2, 2), padding=0, stride=1»)(x)",
      "nn.Fold((8, 8), 2, stride=2)(x[..., :16])",
    ],
  ),
  CosineSimilarity: written(
    COSINE_SIMILARITY,
    ["float32[3,4]", "float32[3,4]"],
    ["nn.CosineSimilarity(«|1|dim=-1|dim=0, eps=1e-6»)(x, y)"],
  ),
  PairwiseDistance: written(
    PAIRWISE_DISTANCE,
    ["float32[3,4]", "float32[3,4]"],
    ["nn.PairwiseDistance(«|1|p=2|p=1, keepdim=True|eps=1e-3»)(x, y)"],
  ),
  AlphaDropout: manual("no-counterpart", "Use nn.Dropout, or write it by hand."),
});
