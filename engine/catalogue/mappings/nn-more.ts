import { SOFT_MARGIN_LOSS_FUNCTION } from "../definitions/distances.ts";
import { ADAPTIVE_MAXIMUM } from "../definitions/windows.ts";
import { defineNamespace, type Mapping } from "../mapping.ts";
import { each, manual, proven, written } from "./entries.ts";

const layer = (name: string, inputs: readonly string[], options: string, mapping: Mapping = {}): Mapping => ({
  to: `mindspore.nn.${name}`,
  ...mapping,
  proof: { inputs, layers: [`nn.${name}(${options})`] },
});
const sized = (name: string): Mapping =>
  manual(
    "no-counterpart",
    `MindSpore's layers know their sizes: write torch.nn.${name.slice(4)} with the channels that come in, and it is rewritten.`,
  );
const UNPOOL =
  "ops.max_unpool2d and its like compute it from the values and indices that a pooling layer with return_indices=True gives.";
const BASE = "MindSpore's layers share no public base of this kind: derive from nn.Cell, and write the parameters out.";

/** Layers that few programs use. */
export const NN_MORE = defineNamespace("torch.nn", {
  AdaptiveMaxPool1d: layer("AdaptiveMaxPool1d", ["float32[1,2,8]"], "«1|4|output_size=3»", {
    adapter: ADAPTIVE_MAXIMUM.layer,
    parameters: { output_size: { values: { "1": "1" } }, return_indices: { drop: ["False"] } },
  }),
  AdaptiveMaxPool3d: layer("AdaptiveMaxPool3d", ["float32[1,2,4,4,4]"], "«2|(2, 1, 2)|output_size=2»"),
  ConstantPad3d: layer(
    "ConstantPad3d",
    ["float32[1,2,3,3,3]"],
    "«1, 2.0|(1, 1, 0, 1, 1, 0), 0.0|padding=1, value=0.5»",
  ),
  ReflectionPad3d: layer("ReflectionPad3d", ["float32[1,2,3,3,3]"], "«1|(1, 1, 0, 1, 1, 0)|padding=1»"),
  ReplicationPad3d: layer("ReplicationPad3d", ["float32[1,2,3,3,3]"], "«1|(1, 1, 0, 1, 1, 0)|padding=1»"),
  LPPool1d: layer("LPPool1d", ["float32[2,3,8]>0"], "«2, 2|norm_type=2, kernel_size=3|2, 3, stride=2»"),
  LPPool2d: layer("LPPool2d", ["float32[2,3,8,8]>0"], "«2, 2|norm_type=2, kernel_size=3|2, 3, stride=2»"),
  Softmin: layer("Softmin", ["float32[2,3]"], "«1|dim=1|dim=-1»", { parameters: { dim: "axis" } }),
  MultiMarginLoss: layer("MultiMarginLoss", ["float32[3,4]", "int64[3]<4"], "«|reduction='sum'|p=2|margin=0.5»"),
  MultiLabelMarginLoss: manual(
    "no-kernel",
    "ops.multilabel_margin_loss has no CPU kernel: write the sum over pairs of classes.",
  ),
  TripletMarginWithDistanceLoss: manual(
    "no-counterpart",
    "ops.relu(distance(a, p) - distance(a, n) + margin).mean() computes it.",
  ),
  NLLLoss2d: manual("alias", "Write nn.NLLLoss, which is rewritten."),
  CrossMapLRN2d: manual("alias", "Write torch.nn.LocalResponseNorm, which is rewritten."),
  LPPool3d: manual("no-counterpart", "(nn.AvgPool3d(k, k)(x**p) * k**3) ** (1 / p) computes it."),
  ...each("CircularPad1d CircularPad2d CircularPad3d", () =>
    manual("no-counterpart", "ops.cat((x[..., -left:], x, x[..., :right]), -1) along each axis computes it."),
  ),
  ...each("ZeroPad1d ZeroPad3d", () =>
    manual("no-counterpart", "Write nn.ConstantPad1d or nn.ConstantPad3d with value=0.0."),
  ),
  ...each("MaxUnpool1d MaxUnpool2d MaxUnpool3d", () => manual("no-kernel", UNPOOL)),
  ...each("FractionalMaxPool2d FractionalMaxPool3d", () =>
    manual(
      "differs",
      "MindSpore draws its regions otherwise: nn.AdaptiveMaxPool2d(output_size) has the sizes without the draw.",
    ),
  ),
  ...each(
    "LazyBatchNorm1d LazyBatchNorm2d LazyBatchNorm3d LazyConv1d LazyConv2d LazyConv3d LazyConvTranspose1d LazyConvTranspose2d LazyConvTranspose3d LazyInstanceNorm1d LazyInstanceNorm2d LazyInstanceNorm3d",
    sized,
  ),
  RReLU: manual("no-kernel", "nn.RReLU draws its slopes on Ascend only; nn.LeakyReLU(0.23) has the mean one."),
  FeatureAlphaDropout: manual(
    "no-counterpart",
    "nn.Dropout2d(p) drops whole channels, without the shift that keeps SELU's mean.",
  ),
  AdaptiveLogSoftmaxWithLoss: manual(
    "no-counterpart",
    "Write nn.Dense and ops.cross_entropy over all classes, or the clusters by hand.",
  ),
  LinearCrossEntropyLoss: manual("no-counterpart", "Write nn.Dense(in_features, num_classes) and ops.cross_entropy."),
  LinearCrossEntropyOptions: manual("no-counterpart", "It tells torch how to cut the work up: leave it out."),
  UninitializedBuffer: manual(
    "no-counterpart",
    "MindSpore's buffers know their shapes: write self.register_buffer(name, ops.zeros(shape)).",
  ),
  Container: manual("internal", "Derive from nn.Cell."),
  factory_kwargs: manual("internal", "It sorts device and dtype out of keyword arguments: leave it out."),
  RNNBase: manual("no-counterpart", BASE),
  RNNCellBase: manual("no-counterpart", BASE),
});

const F = (name: string, inputs: readonly string[], options: string, mapping: Mapping = {}): Mapping =>
  proven(`mindspore.ops.${name}`, inputs, [`F.${name}(${options})`], mapping);
const withIndices = (name: string): Mapping =>
  manual("alias", `Write F.${name.replace("_with_indices", "")} with return_indices=True.`);
const assigned = (name: string): Mapping =>
  manual("in-place", `Write x = F.${name.slice(0, -1)}(x, ...), which is rewritten.`);

/** Functions that few programs use. */
export const FUNCTIONAL_MORE = defineNamespace("torch.nn.functional", {
  adaptive_avg_pool3d: F("adaptive_avg_pool3d", ["float32[1,2,4,4,4]"], "x, «2|(2, 1, 2)|output_size=2»"),
  adaptive_max_pool1d: F("adaptive_max_pool1d", ["float32[1,2,8]"], "x, «1|4|output_size=3»", {
    adapter: ADAPTIVE_MAXIMUM.function,
    parameters: { output_size: { values: { "1": "1" } }, return_indices: { drop: ["False"] } },
  }),
  adaptive_max_pool3d: F("adaptive_max_pool3d", ["float32[1,2,4,4,4]"], "x, «2|(2, 1, 2)|output_size=2»"),
  lp_pool1d: F("lp_pool1d", ["float32[2,3,8]>0"], "x, «2, 2|norm_type=2, kernel_size=3|2, 3, stride=2»", {
    parameters: { input: "x" },
  }),
  lp_pool2d: F("lp_pool2d", ["float32[2,3,8,8]>0"], "x, «2, 2|norm_type=2, kernel_size=3|2, 3, stride=2»", {
    parameters: { input: "x" },
  }),
  softmin: F("softmin", ["float32[2,3]"], "x, «1|dim=1|dim=-1»", { parameters: { input: "x", dim: "axis" } }),
  pdist: F("pdist", ["float32[3,4]"], "x«|, 1|, p=2.0»", { parameters: { p: { requires: "float" } } }),
  multilabel_soft_margin_loss: proven(
    "mindspore.ops.multilabel_soft_margin_loss",
    ["float32[3,4]", "bool[3,4]"],
    ["F.multilabel_soft_margin_loss(x, y.float()«|, reduction='sum'|, reduction='none'»)"],
  ),
  multi_margin_loss: F(
    "multi_margin_loss",
    ["float32[3,4]", "int64[3]<4"],
    "x, y«|, reduction='sum'|, p=2|, margin=1.0»",
    {
      parameters: { margin: { drop: ["1", "1.0"], why: "MindSpore's margin is a whole number, and torch's is 1." } },
    },
  ),
  conv_transpose3d: manual(
    "differs",
    "nn.Conv3dTranspose holds the weight: ops.Conv3DTranspose(out, kernel)(x, weight) takes it.",
  ),
  soft_margin_loss: written(
    SOFT_MARGIN_LOSS_FUNCTION,
    ["float32[3,4]"],
    ["F.soft_margin_loss(x, torch.sign(x.detach() - 0.1)«|, reduction='sum'|, reduction='none'»)"],
  ),
  channel_shuffle: manual(
    "no-kernel",
    "x.reshape(n, groups, c // groups, h, w).swapaxes(1, 2).reshape(x.shape) computes it, with a gradient.",
  ),
  multilabel_margin_loss: manual(
    "differs",
    "Write ops.multilabel_margin_loss(x, target.int()): MindSpore takes int32 targets.",
  ),
  bilinear: manual("differs", "nn.BiDense holds the weight: write ops.matmul(x1, W[k]) * x2 summed for each k."),
  alpha_dropout: manual("no-kernel", "ops.dropout(x, p, training) drops without the shift that keeps SELU's mean."),
  feature_alpha_dropout: manual(
    "no-kernel",
    "ops.dropout2d(x, p, training) drops whole channels, without the shift that keeps SELU's mean.",
  ),
  rrelu: manual(
    "no-kernel",
    "ops.rrelu(x, lower, upper) draws its slopes on Ascend only; ops.leaky_relu(x, 0.23) has the mean one.",
  ),
  rms_norm: manual(
    "no-kernel",
    "x * ops.rsqrt((x * x).mean(-1, keep_dims=True) + eps) * weight computes it; ops.rms_norm does on Ascend.",
  ),
  embedding_bag: manual("no-counterpart", "weight[input].sum(1), or mean or max, computes it for bags of one length."),
  conv_tbc: manual(
    "no-kernel",
    "Move the axes: ops.conv1d(x.permute(1, 2, 0), weight.permute(2, 1, 0), pad_mode='pad', padding=pad).permute(2, 0, 1).",
  ),
  lp_pool3d: manual("no-counterpart", "(ops.avg_pool3d(x**p, k) * k**3) ** (1 / p) computes it."),
  triplet_margin_with_distance_loss: manual(
    "no-counterpart",
    "ops.relu(distance(a, p) - distance(a, n) + margin).mean() computes it.",
  ),
  linear_cross_entropy: manual("no-counterpart", "ops.cross_entropy(ops.dense(x, weight, bias), target) computes it."),
  upsample_bilinear: manual(
    "alias",
    "Write F.interpolate(x, size, mode='bilinear', align_corners=True), which is rewritten.",
  ),
  upsample_nearest: manual("alias", "Write F.interpolate(x, size, mode='nearest'), which is rewritten."),
  native_channel_shuffle: manual("alias", "Write F.channel_shuffle, which is rewritten."),
  ...each("max_unpool1d max_unpool2d max_unpool3d", () => manual("no-kernel", UNPOOL)),
  ...each("fractional_max_pool2d fractional_max_pool3d", () =>
    manual(
      "differs",
      "MindSpore draws its regions otherwise: ops.adaptive_max_pool2d(x, output_size) has the sizes without the draw.",
    ),
  ),
  ...each(
    "adaptive_max_pool1d_with_indices adaptive_max_pool2d_with_indices adaptive_max_pool3d_with_indices fractional_max_pool2d_with_indices fractional_max_pool3d_with_indices max_pool1d_with_indices max_pool2d_with_indices max_pool3d_with_indices",
    withIndices,
  ),
  ...each("celu_ elu_ hardtanh_ rrelu_ selu_ threshold_", assigned),
  ...each("grouped_mm scaled_grouped_mm scaled_mm", () =>
    manual("no-counterpart", "Multiply group by group with ops.matmul, scaled before or after."),
  ),
  ...each("GRID_SAMPLE_INTERPOLATION_MODES GRID_SAMPLE_PADDING_MODES assert_int_or_pair", () =>
    manual("internal", "It is internal to torch: leave it out."),
  ),
});
