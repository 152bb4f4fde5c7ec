import { define } from "../definition.ts";

/** The elements at one place of what is sorted along an axis, with where they came from. */
const picked = (place: string) =>
  `    values, places = [part.narrow(dim, ${place}, 1) for part in ms.ops.sort(input, dim)]
    return (values, places.long()) if keepdim else (values.squeeze(dim), places.long().squeeze(dim))
`;

export const MEDIAN = define(`def median(input, dim=None, keepdim=False):
    """The lower of the middle elements of a tensor; along an axis, with its places."""
    if dim is None:
        return ms.ops.sort(input.flatten())[0][(input.size - 1) // 2]
${picked("(input.shape[dim] - 1) // 2")}`);

export const KTHVALUE = define(`def kthvalue(input, k, dim=-1, keepdim=False):
    """The k-th smallest elements along an axis, with their places."""
${picked("k - 1")}`);

export const QUANTILE = define(`def quantile(input, q, dim=None, keepdim=False, *, interpolation="linear"):
    """The values below which given shares of the elements lie, one share or a tensor of them."""
    import math

    axis = 0 if dim is None else dim
    ordered = ms.ops.movedim(ms.ops.sort(input.flatten() if dim is None else input, axis)[0], axis, 0)
    found = []
    for share in q.flatten().tolist() if isinstance(q, ms.Tensor) else [q]:
        place = share * (ordered.shape[0] - 1)
        low, high = math.floor(place), math.ceil(place)
        part = {"linear": place - low, "lower": 0.0, "higher": 1.0, "midpoint": 0.5, "nearest": round(place) - low}
        value = ordered[low] + (ordered[high] - ordered[low]) * part[interpolation]
        if keepdim:
            value = value.reshape((1,) * input.ndim) if dim is None else value.expand_dims(dim)
        found.append(value)
    return ms.ops.stack(found) if isinstance(q, ms.Tensor) and q.ndim else found[0]
`);

const running = (name: string, what: string) =>
  define(`def ${name}(input, dim):
    """The ${what} element so far along an axis, with its place."""
    places = ms.ops.${name}(ms.ops.stop_gradient(input), dim)[1].long()
    return ms.ops.gather_elements(input, dim, places), places
`);

export const CUMMAX = running("cummax", "largest");
export const CUMMIN = running("cummin", "smallest");

export const AMINMAX = define(`def aminmax(input, *, dim=None, keepdim=False):
    """The smallest and the largest element of a tensor, or those along an axis."""
    if dim is None:
        return input.min(), input.max()
    return ms.ops.amin(input, dim, keepdim), ms.ops.amax(input, dim, keepdim)
`);

export const BUCKETIZE = define(`def bucketize(input, boundaries, *, out_int32=False, right=False):
    """How many boundaries lie below each element, those that it equals counting only on the right."""
    below = input.expand_dims(-1) >= boundaries if right else input.expand_dims(-1) > boundaries
    return below.int().sum(-1).astype(ms.int32 if out_int32 else ms.int64)
`);

export const BINCOUNT = define(`def bincount(input, weights=None, minlength=0):
    """How often each whole number comes, or what weighs it; MindSpore's own counts in float32."""
    counts = ms.ops.bincount(input, weights, minlength)
    return counts.long() if weights is None else counts
`);

export const ISIN = define(`def isin(elements, test_elements, *, assume_unique=False, invert=False):
    """Whether each element is one of some others."""
    others = test_elements.flatten() if isinstance(test_elements, ms.Tensor) else test_elements
    found = (elements.expand_dims(-1) == others).any(-1)
    return ms.ops.logical_not(found) if invert else found
`);

export const NORM = define(`def norm(input, p="fro", dim=None, keepdim=False):
    """The p-norm of all elements, or of those along axes, as of a vector; where all are zero its gradient is zero."""
    order = 2 if p in ("fro", None) else p
    axes = tuple(range(input.ndim)) if dim is None else (dim,) if isinstance(dim, int) else tuple(dim)
    zero = (input == 0).all(axes, True)
    length = ms.ops.vector_norm(input.masked_fill(zero, 1.0), order, axes, True).masked_fill(zero, 0.0)
    return length if keepdim else length.squeeze(axes)
`);

/** What is told of many elements. */
export const STATISTICS = [MEDIAN, KTHVALUE, QUANTILE, CUMMAX, CUMMIN, AMINMAX, BUCKETIZE, BINCOUNT, ISIN, NORM];
