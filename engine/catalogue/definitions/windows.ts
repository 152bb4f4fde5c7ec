import { type Definition, define } from "../definition.ts";

const averagePool = (dimensions: 1 | 2 | 3): Definition =>
  define(`def avg_pool${dimensions}d(input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True):
    """The mean of each window of the last ${["axis", "two axes", "three axes"][dimensions - 1]}, which stand side by side unless a stride is given."""
    own = lambda value: ${dimensions === 1 ? "value[0]" : "tuple(value)"} if isinstance(value, (tuple, list)) else value
    stride = kernel_size if stride is None else stride
    return ms.ops.avg_pool${dimensions}d(input, own(kernel_size), own(stride), own(padding), ceil_mode, count_include_pad)
`);

const adaptive = (kind: "avg" | "max", what: string) => ({
  function: define(`def adaptive_${kind}_pool1d(input, output_size):
    """The ${what} of each of so many windows of the last axis, whatever its length."""
    size = output_size[0] if isinstance(output_size, (tuple, list)) else output_size
    return ms.ops.adaptive_${kind}_pool2d(input.unsqueeze(-2), (1, size)).squeeze(-2)
`),
  layer: define(`class Adaptive${kind === "avg" ? "Avg" : "Max"}Pool1d(ms.nn.Cell):
    """The ${what} of each of so many windows of the last axis, whatever its length, as a layer."""

    def __init__(self, output_size):
        super().__init__()
        self.size = output_size[0] if isinstance(output_size, (tuple, list)) else output_size

    def construct(self, input):
        return ms.ops.adaptive_${kind}_pool2d(input.unsqueeze(-2), (1, self.size)).squeeze(-2)
`),
});

export const ADAPTIVE_AVERAGE = adaptive("avg", "mean");
export const ADAPTIVE_MAXIMUM = adaptive("max", "largest");

export const FOLD_FUNCTION = define(`def fold(input, output_size, kernel_size, dilation=1, padding=0, stride=1):
    """Adds up windows where they overlap: what unfold takes apart."""
    size = (output_size, output_size) if isinstance(output_size, int) else tuple(output_size)
    return ms.ops.fold(input, ms.Tensor(size, ms.int32), kernel_size, dilation, padding, stride)
`);

export const FOLD = define(`class Fold(ms.nn.Cell):
    """Adds up windows where they overlap: what Unfold takes apart."""

    def __init__(self, output_size, kernel_size, dilation=1, padding=0, stride=1):
        super().__init__()
        self.size = (output_size, output_size) if isinstance(output_size, int) else tuple(output_size)
        self.options = kernel_size, dilation, padding, stride

    def construct(self, input):
        return ms.ops.fold(input, ms.Tensor(self.size, ms.int32), *self.options)
`);

/** Average pooling that is handed on, so that its calls cannot say the stride. */
export const AVERAGE_POOL = { 1: averagePool(1), 2: averagePool(2), 3: averagePool(3) };

export const UNFOLD = define(`class Unfold(ms.nn.Cell):
    """The windows of pictures as columns."""

    def __init__(self, kernel_size, dilation=1, padding=0, stride=1):
        super().__init__()
        own = lambda value: tuple(value) if isinstance(value, (tuple, list)) else value
        self.sizes = own(kernel_size), own(dilation), own(padding), own(stride)

    def construct(self, input):
        return ms.ops.unfold(input, *self.sizes)
`);

/** Functions and layers that go over windows. */
export const WINDOWS = [
  ...Object.values(AVERAGE_POOL),
  UNFOLD,
  FOLD_FUNCTION,
  FOLD,
  ...Object.values(ADAPTIVE_AVERAGE),
  ...Object.values(ADAPTIVE_MAXIMUM),
];
