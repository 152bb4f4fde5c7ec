import { type Definition, define } from "../definition.ts";

const instanceNorm = (dimensions: 1 | 2 | 3): Definition =>
  define(`class InstanceNorm${dimensions}d(ms.nn.GroupNorm):
    """A norm of each channel of each sample: a GroupNorm with as many groups as channels (${dimensions}-D)."""

    def __init__(self, num_features, eps=1e-05, momentum=0.1, affine=False, track_running_stats=False):
        assert not track_running_stats, "MindSpore has no running statistics for it"
        super().__init__(num_features, num_features, eps, affine)
`);

const batchNorm = (dimensions: 1 | 2): Definition =>
  define(`class BatchNorm${dimensions}d(ms.nn.BatchNorm${dimensions}d):
    """A ${dimensions}-D batch norm that takes PyTorch's arguments: its momentum is the share of the new batch."""

    def __init__(self, num_features, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True):
        super().__init__(num_features, eps, 1 - momentum, affine, use_batch_statistics=None if track_running_stats else True)
`);

export const INSTANCE_NORM = { 1: instanceNorm(1), 2: instanceNorm(2), 3: instanceNorm(3) };
export const BATCH_NORM = { 1: batchNorm(1), 2: batchNorm(2) };

export const LAYER_NORM = define(`class LayerNorm(ms.nn.LayerNorm):
    """A layer norm that takes PyTorch's arguments, and any number of axes."""

    def __init__(self, normalized_shape, eps=1e-05, elementwise_affine=True, bias=True):
        shape = tuple(normalized_shape) if isinstance(normalized_shape, (tuple, list)) else (normalized_shape,)
        super().__init__(shape, epsilon=eps)
        self.gamma.requires_grad = elementwise_affine
        self.beta.requires_grad = elementwise_affine and bias
        self.eps = eps

    def construct(self, x):
        axis = x.ndim - self.gamma.ndim
        return ms.ops.LayerNorm(axis, axis, self.eps)(x, self.gamma, self.beta)[0]
`);

export const LAYER_NORM_FUNCTION = define(`def layer_norm(input, normalized_shape, weight=None, bias=None, eps=1e-05):
    """Normalises over the last axes, as many as normalized_shape has."""
    axes = tuple(range(-len(normalized_shape), 0))
    centred = input - input.mean(axes, keep_dims=True)
    output = centred * ms.ops.rsqrt((centred * centred).mean(axes, keep_dims=True) + eps)
    output = output if weight is None else output * weight
    return output if bias is None else output + bias
`);

export const NORMALIZE = define(`def normalize(input, p=2.0, dim=1, eps=1e-12):
    """Divides by the norm along an axis, or by eps where that is larger."""
    zero = (input == 0).all(dim, True)
    norm = ms.ops.norm(input.masked_fill(zero, 1.0), ord=p, dim=dim, keepdim=True)
    return input / ms.ops.clamp(norm.masked_fill(zero, 0.0), min=eps)
`);

export const INSTANCE_NORM_FUNCTION = define(`def instance_norm(input, weight=None, bias=None, eps=1e-05):
    """Normalises each channel of each sample."""
    return ms.ops.group_norm(input, input.shape[1], weight, bias, eps)
`);

/** All of them. */
export const NORMS = [
  ...Object.values(INSTANCE_NORM),
  ...Object.values(BATCH_NORM),
  LAYER_NORM,
  LAYER_NORM_FUNCTION,
  NORMALIZE,
  INSTANCE_NORM_FUNCTION,
];
