import { define } from "../definition.ts";

export const MAX_POOL_1D =
  define(`def max_pool1d(input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False):
    """The largest of each window of the last axis."""
    first = lambda value: value[0] if isinstance(value, (tuple, list)) else value
    stride = first(kernel_size) if stride is None else first(stride)
    rows = input.reshape((-1, 1, 1, input.shape[-1]))
    pooled = ms.ops.max_pool2d(rows, (1, first(kernel_size)), (1, stride), (0, first(padding)),
                               (1, first(dilation)), ceil_mode=ceil_mode)
    return pooled.reshape(input.shape[:-1] + pooled.shape[-1:])
`);

export const ATTENTION =
  define(`def scaled_dot_product_attention(query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, scale=None):
    """Attention of queries to keys; a mask tells which keys are seen, or is added."""
    scale = query.shape[-1] ** -0.5 if scale is None else scale
    scores = ms.ops.matmul(query, key.swapaxes(-2, -1)) * scale
    if is_causal:
        attn_mask = ms.ops.ones(scores.shape[-2:], ms.bool_).tril()
    if attn_mask is not None and attn_mask.dtype == ms.bool_:
        scores = scores.masked_fill(~attn_mask, float("-inf"))
    elif attn_mask is not None:
        scores = scores + attn_mask
    weights = ms.ops.softmax(scores, -1)
    weights = ms.ops.dropout(weights, p=dropout_p) if dropout_p > 0 else weights
    return ms.ops.matmul(weights, value)
`);

export const EINSUM = define(`def einsum(equation, *operands):
    """Products of tensors summed over the letters that do not remain, two tensors at a time by one matmul."""
    import math

    operands = list(operands[0] if isinstance(operands[0], (list, tuple)) else operands)
    given, arrow, kept = equation.replace(" ", "").partition("->")
    spare = [letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if letter not in equation]
    unnamed = [operand.ndim - len(term.replace("...", "")) for term, operand in zip(given.split(","), operands)]
    dots = ["".join(spare[len(spare) - count:]) for count in unnamed]
    rest = [term.replace("...", letters) for term, letters in zip(given.split(","), dots)]
    if not arrow:
        once = (letter for letter in set(given) - {",", "."} if given.count(letter) == 1)
        kept = "..." + "".join(sorted(once))
    kept = kept.replace("...", max(dots, key=len))
    for place, term in enumerate(rest):
        for letter in sorted(set(term)):
            while term.count(letter) > 1:
                first, second = term.index(letter), term.rindex(letter)
                operands[place] = operands[place].diagonal(0, first, second)
                term = term[:first] + term[first + 1:second] + term[second + 1:] + letter
        rest[place] = term
    term, result = rest.pop(0), operands[0]
    for operand in operands[1:]:
        other = rest.pop(0)
        sizes = dict(zip(term, result.shape))
        sizes.update((letter, max(size, sizes.get(letter, 1))) for letter, size in zip(other, operand.shape))
        needed = kept + "".join(rest)
        both = [letter for letter in term if letter in other and letter in needed]
        summed = [letter for letter in term if letter in other and letter not in needed]
        left, right = [c for c in term if c not in other], [c for c in other if c not in term]
        shape = [sizes[letter] for letter in both + left + right]
        flat = [math.prod(sizes[letter] for letter in letters) for letters in (left, summed, right)]
        a = result.permute(*(term.index(letter) for letter in both + left + summed))
        b = operand.permute(*(other.index(letter) for letter in both + summed + right))
        result = ms.ops.matmul(a.reshape(*a.shape[:len(both)], *flat[:2]), b.reshape(*b.shape[:len(both)], *flat[1:]))
        term, result = "".join(both + left + right), result.reshape(shape)
    axes = tuple(axis for axis, letter in enumerate(term) if letter not in kept)
    result = result.sum(axes) if axes else result
    term = "".join(letter for letter in term if letter in kept)
    return result.permute(*(term.index(letter) for letter in kept)) if kept else result
`);

export const INDEX_ADD = define(`def index_add(input, dim, index, source, *, alpha=1):
    """Adds rows of a tensor to those of a copy of another, by indices of any type: MindSpore's own changes the other."""
    return input.copy().index_add(dim, index.int(), source, alpha=alpha)
`);

export const SUBSEQUENT_MASK = define(`def generate_square_subsequent_mask(sz):
    """A mask that is added to scores: minus infinity at all places after each one's own."""
    return ms.ops.triu(ms.ops.full((sz, sz), float("-inf"), dtype=ms.float32), 1)
`);

export const FINFO = define(`def finfo(dtype):
    """The limits of a float dtype, as numbers of Python."""
    import types

    import numpy

    limits = numpy.finfo(ms.dtype_to_nptype(dtype))
    return types.SimpleNamespace(**{name: float(getattr(limits, name)) for name in ("min", "max", "eps", "tiny")})
`);

export const IINFO = define(`def iinfo(dtype):
    """The limits of an integer dtype, as numbers of Python."""
    import numpy

    return numpy.iinfo(ms.dtype_to_nptype(dtype))
`);

export const CALCULATE_GAIN = define(`def calculate_gain(nonlinearity, param=None):
    """The factor by which an activation asks for larger initial weights."""
    slope = 0.01 if param is None else param
    gains = {"tanh": 5 / 3, "relu": 2**0.5, "leaky_relu": (2 / (1 + slope**2)) ** 0.5, "selu": 0.75}
    return gains.get(nonlinearity, 1.0)
`);

export const FAN_IN_AND_FAN_OUT = define(`def fan_in_and_fan_out(tensor):
    """How many values each output of a weight comes from, and how many each input goes to."""
    import math

    field = math.prod(tensor.shape[2:])
    return tensor.shape[1] * field, tensor.shape[0] * field
`);

/** All of them. */
export const FUNCTIONS = [
  SUBSEQUENT_MASK,
  MAX_POOL_1D,
  ATTENTION,
  EINSUM,
  INDEX_ADD,
  FINFO,
  IINFO,
  CALCULATE_GAIN,
  FAN_IN_AND_FAN_OUT,
];
