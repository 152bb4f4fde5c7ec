import { type Definition, define } from "../definition.ts";

type Dimensions = 1 | 2 | 3;

/** How one size is said to a layer: as a number for one dimension, else as a tuple. */
const own = (value: string, dimensions: Dimensions): string => `each(${value})${dimensions === 1 ? "[0]" : ""}`;

const convolution = (dimensions: Dimensions): Definition =>
  define(`class Conv${dimensions}d(ms.nn.Conv${dimensions}d):
    """A ${dimensions}-D convolution that takes PyTorch's arguments and every kind of padding."""

    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode="zeros"):
        each = lambda value: ((tuple(value) if isinstance(value, (tuple, list)) else (value,)) * ${dimensions})[:${dimensions}]
        super().__init__(in_channels, out_channels, ${own("kernel_size", dimensions)}, ${own("stride", dimensions)}, "valid", 0, ${own("dilation", dimensions)}, groups, bias)
        if padding == "same":
            whole = [step * (size - 1) for size, step in zip(each(kernel_size), each(dilation))]
            sides = [(size // 2, size - size // 2) for size in whole]
        else:
            sides = [(size, size) for size in each(0 if padding == "valid" else padding)]
        self.sides = tuple(size for pair in reversed(sides) for size in pair)
        self.fill = "constant" if padding_mode == "zeros" else padding_mode
        self.padding = padding if isinstance(padding, str) else each(padding)
        self.kernel_size, self.stride, self.dilation = each(kernel_size), each(stride), each(dilation)

    def construct(self, x):
        return super().construct(ms.ops.pad(x, self.sides, mode=self.fill) if any(self.sides) else x)
`);

const transposed = (dimensions: Dimensions): Definition =>
  define(`class ConvTranspose${dimensions}d(ms.nn.Conv${dimensions}dTranspose):
    """A ${dimensions}-D transposed convolution that takes PyTorch's arguments: with output_padding MindSpore's own is wrong at its end."""

    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1):
        each = lambda value: ((tuple(value) if isinstance(value, (tuple, list)) else (value,)) * ${dimensions})[:${dimensions}]
        super().__init__(in_channels, out_channels, ${own("kernel_size", dimensions)}, ${own("stride", dimensions)}, "pad", 0, dilation=${own("dilation", dimensions)}, group=groups, has_bias=bias)
        self.cuts = tuple(zip(each(padding), each(output_padding)))
        assert all(more <= cut for cut, more in self.cuts), "output_padding is larger than padding"

    def construct(self, x):
        y = super().construct(x)
        ends = [size - cut + more for size, (cut, more) in zip(y.shape[2:], self.cuts)]
        return y[(..., *(slice(cut, end) for (cut, _), end in zip(self.cuts, ends)))]
`);

export const CONVOLUTION = { 1: convolution(1), 2: convolution(2), 3: convolution(3) };
export const TRANSPOSED_CONVOLUTION = { 1: transposed(1), 2: transposed(2), 3: transposed(3) };

/** All of them. */
export const CONVOLUTIONS = [...Object.values(CONVOLUTION), ...Object.values(TRANSPOSED_CONVOLUTION)];
