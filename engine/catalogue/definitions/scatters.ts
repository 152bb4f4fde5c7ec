import { define } from "../definition.ts";

export const SCATTER = define(`def scatter(input, dim, index, src=None, *, value=None, reduce=None):
    """A copy of a tensor with elements of another, or a number, at places along an axis."""
    given = value if src is None else src
    if not isinstance(given, ms.Tensor):
        given = ms.ops.full(index.shape, given, dtype=input.dtype)
    given = given[tuple(slice(size) for size in index.shape)]
    return ms.ops.tensor_scatter_elements(input, index, given, dim, reduce or "none")
`);

export const SCATTER_REDUCE = define(`def scatter_reduce(input, dim, index, src, reduce, *, include_self=True):
    """Joins the elements that come to one place along an axis: by "sum", "prod", "mean", "amax" or "amin"."""
    import math

    dim = dim % input.ndim
    own = ms.ops.arange(input.size).reshape(input.shape)
    start = own.narrow(dim, 0, 1)[tuple(slice(length) for length in index.shape)]
    places = (start + index * math.prod(input.shape[dim + 1:])).flatten()
    values = src[tuple(slice(length) for length in index.shape)].flatten()
    if include_self:
        places, values = ms.ops.cat([own.flatten(), places]), ms.ops.cat([input.flatten(), values])
    joins = {"sum": "sum", "mean": "sum", "prod": "prod", "amax": "max", "amin": "min"}
    join = getattr(ms.ops, "unsorted_segment_" + joins[reduce])
    joined = join(values, places.int(), input.size)
    counts = ms.ops.unsorted_segment_sum(ms.ops.ones_like(values), places.int(), input.size)
    joined = joined / counts.clamp(1) if reduce == "mean" else joined
    return ms.ops.where(counts > 0, joined, input.flatten()).reshape(input.shape)
`);

export const INDEX_PUT = define(`def index_put(input, indices, values, accumulate=False):
    """A copy of a tensor with values at places that have one index for each of its first axes."""
    places = ms.ops.stack(ms.numpy.broadcast_arrays(*indices), -1)
    values = values.broadcast_to(places.shape[:-1] + input.shape[len(indices):])
    write = ms.ops.tensor_scatter_add if accumulate else ms.ops.tensor_scatter_update
    return write(input, places, values)
`);

export const INDEX_COPY = define(`def index_copy(input, dim, index, source):
    """A copy of a tensor with slices of another at places along an axis."""
    shape = [1] * input.ndim
    shape[dim] = -1
    places = index.reshape(shape).broadcast_to(source.shape)
    return ms.ops.tensor_scatter_elements(input, places, source, dim)
`);

export const INDEX_FILL = define(`def index_fill(input, dim, index, value):
    """A copy of a tensor with a number at places along an axis, by indices of any type."""
    shape = [1] * input.ndim
    shape[dim] = -1
    hit = (ms.ops.arange(input.shape[dim]).expand_dims(-1) == index).any(-1)
    filling = value if isinstance(value, ms.Tensor) else ms.Tensor(value, input.dtype)
    return input.masked_fill(hit.reshape(shape), filling)
`);

export const TAKE_ALONG_DIM = define(`def take_along_dim(input, indices, dim=None):
    """Elements at places along an axis, each tensor as wide as the other."""
    if dim is None:
        return input.flatten()[indices.flatten()]
    sizes = [max(pair) for pair in zip(input.shape, indices.shape)]
    input, indices = [
        tensor.broadcast_to(tuple(tensor.shape[axis] if axis == dim % len(sizes) else size for axis, size in enumerate(sizes)))
        for tensor in (input, indices)
    ]
    return ms.ops.gather_elements(input, dim, indices)
`);

export const UNFLATTEN = define(`def unflatten(input, dim, sizes):
    """Makes several axes of one; a size of -1 is what remains."""
    axis = dim % input.ndim
    sizes = tuple(sizes)
    if -1 in sizes:
        known = -1
        for size in sizes:
            known *= size
        sizes = tuple(input.shape[axis] // known if size == -1 else size for size in sizes)
    return input.reshape(input.shape[:axis] + sizes + input.shape[axis + 1:])
`);

/** Functions that put elements at places, or read them there. */
export const SCATTERS = [SCATTER, SCATTER_REDUCE, INDEX_PUT, INDEX_COPY, INDEX_FILL, TAKE_ALONG_DIM, UNFLATTEN];
