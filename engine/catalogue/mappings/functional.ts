import { ATTENTION, MAX_POOL_1D } from "../definitions/functions.ts";
import { INSTANCE_NORM_FUNCTION, LAYER_NORM_FUNCTION, NORMALIZE } from "../definitions/norms.ts";
import { ADAPTIVE_AVERAGE, AVERAGE_POOL, FOLD_FUNCTION } from "../definitions/windows.ts";
import { defineNamespace, type Mapping } from "../mapping.ts";
import { manual, written } from "./entries.ts";

const IMAGE = ["float32[2,4,6,8]"];
const WINDOWS = "2|(2, 3)|3, 2|3, stride=2|kernel_size=2|kernel_size=3, stride=2";

/** An average pool: MindSpore's stride is 1 where torch's is the kernel's size. */
const averagePool = (dimensions: 1 | 2 | 3, inputs: readonly string[], windows: string): Mapping => ({
  to: `mindspore.ops.avg_pool${dimensions}d`,
  effect: "silent",
  parameters: { input: "input_x", stride: { like: "kernel_size" } },
  adapter: AVERAGE_POOL[dimensions],
  note: "MindSpore's stride is 1 unless it is given.",
  proof: {
    inputs,
    values: [
      `(lambda pool: pool(x, 3) + pool(x, kernel_size=3, stride=3, padding=0) + pool(x, [3${", 3".repeat(dimensions - 1)}]))(F.avg_pool${dimensions}d)`,
      `F.avg_pool${dimensions}d(x, «${windows}|3, 2, 1|3, 2, padding=1|kernel_size=3, stride=2, padding=1|3, stride=2, padding=1|3, 2, ceil_mode=True|3, 2, 1, count_include_pad=False|3, 2, 1, True, False|3, stride=2, padding=1, ceil_mode=True, count_include_pad=False|3, 1, 1|3, stride=1, padding=1|3, padding=1»)`,
    ],
  },
});

export const FUNCTIONAL = defineNamespace("torch.nn.functional", {
  linear: {
    to: "mindspore.ops.dense",
    proof: {
      inputs: ["float32[2,3,4]", "float32[5,4]", "float32[5]"],
      values: ["F.linear(x, «y|weight=y|y, z|y, bias=z|weight=y, bias=z|y, None|y, bias=None»)"],
    },
  },
  embedding: {
    to: "mindspore.ops.gather",
    parameters: {
      input: "input_indices",
      weight: "input_params",
      padding_idx: { refuse: true },
      max_norm: { refuse: true },
      norm_type: { drop: true },
      scale_grad_by_freq: { drop: ["False"] },
      sparse: { drop: true },
    },
    add: { axis: "0" },
    proof: { inputs: ["int64[2,3]<5", "float32[5,4]"], values: ["F.embedding(«x, y|x, weight=y|input=x, weight=y»)"] },
  },
  one_hot: {
    to: "mindspore.ops.one_hot",
    parameters: {
      tensor: "indices",
      num_classes: {
        to: "depth",
        refuse: ["-1"],
        why: "MindSpore must be told the number of classes: write num_classes=.",
      },
    },
    proof: { inputs: ["int64[2,3]<5"], values: ["F.one_hot(x, «5|num_classes=5|N|num_classes=N»)"], setup: "N = 6" },
  },
  pad: {
    to: "mindspore.ops.pad",
    parameters: {
      input: "input_x",
      pad: {
        to: "padding",
        requires: "nonnegative",
        why: "MindSpore's pad gives rubbish for negative numbers: cut by a slice.",
      },
    },
    proof: {
      inputs: IMAGE,
      values: [
        "F.pad(x, «(1, 2)|[1, 2]|(1, 2, 0, 3)|(1, 1, 2, 2, 1, 0)|pad=(1, 2)»«|, mode='constant'|, value=2.0|, mode='constant', value=0|, mode='constant', value=0.5»)",
        "F.pad(x, «(1, 2)|(1, 2, 0, 3)», 'constant'«|, 0|, 1.5|, value=0»)",
        "F.pad(x, «(1, 2, 2, 1)|pad=(1, 2, 2, 1)», mode=«'reflect'|'replicate'|'circular'»)",
        "F.pad(x, (1, 2, 2, 1), «'reflect'|'replicate'|'circular'»)",
      ],
    },
  },
  interpolate: {
    to: "mindspore.ops.interpolate",
    parameters: {
      scale_factor: {
        requires: "whole",
        brings: { recompute_scale_factor: "True" },
        why: "it equals torch's only where size times factor is whole",
      },
      mode: { refuse: ['"bicubic"', "'bicubic'"], why: "MindSpore's bicubic has another coefficient." },
      antialias: { drop: ["False"] },
    },
    proof: {
      inputs: IMAGE,
      values: [
        "F.interpolate(x, «scale_factor=2|scale_factor=2.0|size=(9, 5)|(9, 5)|None, 2»«|, mode='nearest'»)",
        "F.interpolate(x, «scale_factor=2|size=(9, 5)|(9, 5)», mode='bilinear'«|, align_corners=True|, align_corners=False»)",
        "F.interpolate(x, «size=(3, 4)|(3, 4)», mode='area')",
        "F.interpolate(x, size=(9, 5), mode=MODE)",
        "F.interpolate(x, scale_factor=«FACTOR|WHOLE»«|, mode='nearest'|, mode='bilinear'|, mode='bilinear', align_corners=False|, mode='bilinear', align_corners=True, recompute_scale_factor=True»)",
      ],
      setup: "FACTOR = 2.0\nWHOLE = 2\nMODE = 'nearest'",
    },
  },
  max_pool1d: {
    definition: MAX_POOL_1D,
    parameters: { return_indices: { drop: ["False"], why: "Only ops.max_pool2d gives indices." } },
    proof: {
      inputs: ["float32[2,4,9]"],
      values: [
        "F.max_pool1d(x, «2|3, 2|3, stride=2|kernel_size=2|kernel_size=3, stride=2|3, 2, 1|3, stride=2, padding=1|x.size(2)|(3,)|3, 2, ceil_mode=True»)",
        "F.max_pool1d(x[0], «3, 2|3, stride=2, padding=1»)",
      ],
    },
  },
  max_pool2d: {
    to: "mindspore.ops.max_pool2d",
    parameters: { input: "x", return_indices: { drop: ["False"] } },
    proof: {
      inputs: IMAGE,
      values: [
        `F.max_pool2d(x, «${WINDOWS}|3, 2, 1|3, 2, padding=1|3, stride=2, padding=1|kernel_size=3, stride=2, padding=1|3, 2, ceil_mode=True|3, 1, 1, 1|3, 2, 1, 1, True|3, stride=1, padding=1»)`,
      ],
    },
  },
  max_pool3d: {
    to: "mindspore.ops.max_pool3d",
    parameters: { input: "x", return_indices: { drop: ["False"] } },
    proof: { inputs: ["float32[2,3,4,6,8]"], values: ["F.max_pool3d(x, «2|2, 2|2, stride=2|kernel_size=2|3, 2, 1»)"] },
  },
  avg_pool1d: averagePool(1, ["float32[2,4,9]"], "2|3, 2|3, stride=2|kernel_size=2|kernel_size=3, stride=2"),
  avg_pool2d: averagePool(2, IMAGE, WINDOWS),
  avg_pool3d: averagePool(3, ["float32[2,3,6,6,8]"], "2|(2, 3, 2)|3, 2|3, stride=2|kernel_size=2"),
  adaptive_avg_pool1d: {
    to: "mindspore.ops.adaptive_avg_pool1d",
    adapter: ADAPTIVE_AVERAGE.function,
    parameters: {
      output_size: {
        values: { "1": "1" },
        why: "MindSpore needs a length that can be divided by it; ops.adaptive_avg_pool2d(x.unsqueeze(2), (1, n)).squeeze(2) takes any.",
      },
    },
    proof: { inputs: ["float32[2,3,7]"], values: ["F.adaptive_avg_pool1d(x, «1|output_size=1|3|output_size=(4,)»)"] },
  },
  adaptive_avg_pool2d: {
    to: "mindspore.ops.adaptive_avg_pool2d",
    proof: { inputs: IMAGE, values: ["F.adaptive_avg_pool2d(x, «1|(1, 1)|(3, 5)|output_size=1|output_size=(2, 2)»)"] },
  },
  adaptive_max_pool2d: {
    to: "mindspore.ops.adaptive_max_pool2d",
    proof: { inputs: IMAGE, values: ["F.adaptive_max_pool2d(x, «1|(1, 1)|(3, 5)|output_size=(2, 2)»)"] },
  },
  layer_norm: {
    definition: LAYER_NORM_FUNCTION,
    note: "ops.layer_norm has no CPU kernel.",
    proof: {
      inputs: ["float32[2,3,4]", "float32[4]", "float32[4]"],
      values: [
        "F.layer_norm(x, «(4,)|[4]|y.shape|x.shape[-1:]»«|, y, z|, y, z, 1e-3|, weight=y, bias=z|, y, None, 1e-5|, weight=y, bias=z, eps=1e-6|, eps=1e-3|, weight=y»)",
        "F.layer_norm(x, normalized_shape=(4,)«|, weight=y, bias=z|, weight=y, bias=z, eps=1e-6|, eps=1e-3»)",
        "F.layer_norm(x, x.size()[1:])",
      ],
    },
  },
  instance_norm: {
    definition: INSTANCE_NORM_FUNCTION,
    parameters: Object.fromEntries(
      ["running_mean", "running_var"].map((name) => [
        name,
        { drop: ["None"], why: "MindSpore keeps no statistics of it." },
      ]),
    ),
    proof: {
      inputs: [...IMAGE, "float32[4]", "float32[4]"],
      values: ["F.instance_norm(x«|, weight=y, bias=z|, eps=1e-3|, weight=y, bias=z, eps=1e-3»)"],
    },
  },
  group_norm: {
    to: "mindspore.ops.group_norm",
    proof: {
      inputs: [...IMAGE, "float32[4]", "float32[4]"],
      values: [
        "F.group_norm(x, «2|num_groups=2»«|, weight=y, bias=z|, eps=1e-3|, weight=y, bias=z, eps=1e-3»)",
        "F.group_norm(x, 2, y, z«|, 1e-3|, eps=1e-3»)",
      ],
    },
  },
  local_response_norm: manual(
    "no-counterpart",
    "ops.lrn normalises otherwise; write the sum over neighbouring channels by hand.",
  ),
  normalize: {
    definition: NORMALIZE,
    proof: {
      inputs: ["float32[2,3,4]"],
      values: [
        "F.normalize(x«|, dim=1|, dim=-1|, p=2, dim=1|, p=2.0, dim=-1|, 2, 1|, p=1, dim=2|, dim=0, eps=1e-6|, p=2|, 2, 1, 1e-6»)",
        "F.normalize(x * (x[:, :, :1] > 0), dim=-1)",
      ],
    },
  },
  unfold: {
    to: "mindspore.ops.unfold",
    proof: {
      inputs: IMAGE,
      values: [
        "F.unfold(x, «3|(2, 3)|kernel_size=3|3, padding=1|3, stride=2|3, 1, 1, 2|kernel_size=3, padding=1, stride=2|3, dilation=2|3, padding=1, stride=2|kernel_size=3, padding=1»)",
      ],
    },
  },
  fold: written(
    FOLD_FUNCTION,
    ["float32[2,12,20]"],
    [
      "F.fold(x, «(5, 6), 2|output_size=(5, 6), kernel_size=2|[5, 6], (2, 2)|(5, 6), 2, 1, 0, 1|(5, 6), kernel_size=(2, 2), padding=0, stride=1»)",
      "F.fold(x[..., :16], «5, 2|(8, 8), 2, stride=2|output_size=5, kernel_size=2»)",
    ],
  ),
  grid_sample: {
    to: "mindspore.ops.grid_sample",
    proof: {
      inputs: ["float32[2,3,5,6]", "float32[2,4,4,2]"],
      values: [
        "F.grid_sample(x, «y|grid=y»«|, align_corners=True|, align_corners=False|, mode='nearest'|, mode='bilinear', align_corners=False|, padding_mode='border'|, padding_mode='border', align_corners=True|, mode='bilinear', padding_mode='zeros', align_corners=True»)",
      ],
    },
  },
  affine_grid: {
    to: "mindspore.ops.affine_grid",
    proof: {
      inputs: ["float32[2,2,3]"],
      values: ["F.affine_grid(x, «(2, 3, 4, 5)|size=(2, 3, 4, 5)»«|, align_corners=True|, align_corners=False»)"],
    },
  },
  pixel_shuffle: {
    to: "mindspore.ops.pixel_shuffle",
    proof: { inputs: ["float32[2,8,3,3]"], values: ["F.pixel_shuffle(x, «2|upscale_factor=2»)"] },
  },
  pixel_unshuffle: {
    to: "mindspore.ops.pixel_unshuffle",
    proof: { inputs: ["float32[2,2,4,6]"], values: ["F.pixel_unshuffle(x, «2|downscale_factor=2»)"] },
  },
  conv_transpose2d: manual("no-kernel", "Use an nn.Conv2dTranspose layer: ops.conv_transpose2d has no CPU kernel."),
  conv_transpose1d: manual(
    "no-kernel",
    "Use an nn.Conv1dTranspose layer: as a function MindSpore has none of one dimension.",
  ),
  scaled_dot_product_attention: {
    definition: ATTENTION,
    parameters: { enable_gqa: { drop: ["False"], why: "Repeat the heads of key and value first." } },
    proof: {
      inputs: ["float32[2,3,4,5]", "float32[2,3,4,5]", "float32[2,3,4,5]", "bool[4,4]", "float32[4,4]"],
      values: [
        "F.scaled_dot_product_attention(x, y, z«|, is_causal=True|, attn_mask=v|, v|, attn_mask=None, dropout_p=0.0, is_causal=True|, dropout_p=0.0|, scale=0.3|, dropout_p=0.0, is_causal=True|, attn_mask=v, dropout_p=0.0»)",
        "F.scaled_dot_product_attention(x, y, z, «attn_mask=|»w | torch.eye(4, dtype=torch.bool))",
        "F.scaled_dot_product_attention(query=x, key=y, value=z«|, is_causal=True»)",
      ],
    },
  },
  upsample: manual("differs", "Write F.interpolate, which it stands for."),

  relu_: manual("no-counterpart", "Assign the result of ops.relu(x)."),
  leaky_relu_: manual("no-counterpart", "Assign the result of ops.leaky_relu(x, 0.01)."),
});
