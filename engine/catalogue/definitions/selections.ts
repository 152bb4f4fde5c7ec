import { define } from "../definition.ts";

export const WHERE = define(`def where(condition, input=None, other=None):
    """Elements of one of two tensors; without them the places where a condition holds, one tensor for each axis."""
    if input is None:
        return ms.ops.nonzero(condition).unbind(1)
    return ms.ops.where(condition, input, other)
`);

export const NONZERO = define(`def nonzero(input, *, as_tuple=False):
    """The places of what is not zero, as rows or as one tensor for each axis."""
    places = ms.ops.nonzero(input)
    return places.unbind(1) if as_tuple else places
`);

const extremum = (name: string, what: string, pairwise: string) =>
  define(`def ${name}_of(input, dim=None, keepdim=False):
    """The ${what} element of a tensor, those along an axis with their places, or the ${what} of each pair of two tensors."""
    if dim is None:
        return input.${name}()
    if isinstance(dim, ms.Tensor):
        return ms.ops.${pairwise}(input, dim)
    return ms.ops.${name}(input, dim, keepdim)
`);

export const MAX_OF = extremum("max", "largest", "maximum");
export const MIN_OF = extremum("min", "smallest", "minimum");

export const UNIQUE = define(`def unique(input, sorted=True, return_inverse=False, return_counts=False, dim=None):
    """The different elements of a tensor in their order; if asked for, which of them each is and how often it comes."""
    import numpy

    found = numpy.unique(input.asnumpy(), return_index=True, return_inverse=True, return_counts=True, axis=dim)
    values, _, inverse, counts = [ms.Tensor(part) for part in found]
    inverse = inverse.reshape(input.shape if dim is None else (-1,))
    results = (values, *[inverse] * return_inverse, *[counts] * return_counts)
    return results if len(results) > 1 else values
`);

export const DIAG = define(`def diag(input, diagonal=0):
    """A diagonal of a matrix, or a matrix with a vector on a diagonal."""
    if input.ndim == 2:
        return ms.ops.diagonal(input, diagonal)
    right, down = max(diagonal, 0), max(-diagonal, 0)
    return ms.ops.pad(ms.ops.diag(input), (right, down, down, right))
`);

export const FILL_DIAGONAL = define(`def fill_diagonal(input, fill_value):
    """Writes a value on the main diagonal of a matrix."""
    places = ms.ops.arange(min(input.shape))
    input[places, places] = fill_value
    return input
`);

export const MASKED_FILL = define(`def masked_fill(input, mask, value):
    """A tensor with a number where a mask is true."""
    return ms.ops.where(mask, value, input).to(input.dtype)
`);

export const SCATTER_ADD = define(`def scatter_add(input, dim, index, src):
    """Adds elements of a tensor to those of a copy of another, at places along an axis."""
    given = src[tuple(slice(size) for size in index.shape)]
    return ms.ops.tensor_scatter_elements(input, index, given, dim, "add")
`);

export const SELECT = define(`def select(input, dim, index):
    """What stands at one place of an axis."""
    return input[(slice(None),) * (dim % input.ndim) + (index,)]
`);

export const UNFOLD = define(`def unfold(input, dimension, size, step):
    """All windows of an axis, the elements of each in a new last axis."""
    axis = dimension % input.ndim
    starts = range(0, input.shape[axis] - size + 1, step)
    windows = ms.ops.stack([input.narrow(axis, start, size) for start in starts], axis)
    return ms.ops.movedim(windows, axis + 1, -1)
`);

export const SUM_OF = define(`def sum_of(input):
    """The sum of all elements, also where there is none."""
    return (input if input.numel() else ms.ops.zeros((1,), dtype=input.dtype)).sum()
`);

export const MEAN_OF = define(`def mean_of(input):
    """The mean of all elements, not a number where there is none."""
    return (input if input.numel() else ms.ops.full((1,), float("nan"), dtype=input.dtype)).mean()
`);

/** Functions that pick elements, or tell their places. */
export const SELECTIONS = [
  WHERE,
  NONZERO,
  MAX_OF,
  MIN_OF,
  UNIQUE,
  DIAG,
  FILL_DIAGONAL,
  MASKED_FILL,
  SCATTER_ADD,
  SELECT,
  UNFOLD,
  SUM_OF,
  MEAN_OF,
];
