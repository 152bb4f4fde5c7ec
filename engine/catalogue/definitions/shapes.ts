import { define } from "../definition.ts";

export const BROADCAST_SHAPES = define(`def broadcast_shapes(*shapes):
    """The shape to which tensors of these shapes are broadcast."""
    import numpy

    return numpy.broadcast_shapes(*shapes)
`);

export const BROADCAST_TENSORS = define(`def broadcast_tensors(*tensors):
    """Tensors, each broadcast to the shape that they have together."""
    import numpy

    shape = numpy.broadcast_shapes(*(tensor.shape for tensor in tensors))
    return tuple(tensor.broadcast_to(shape) for tensor in tensors)
`);

export const MESHGRID = define(`def meshgrid(tensors, *, indexing="ij"):
    """The coordinates of all points of a grid, from a list of those along each axis."""
    return ms.ops.meshgrid(*tensors, indexing=indexing)
`);

export const VIEW_AS_COMPLEX = define(`def view_as_complex(input):
    """Complex numbers whose parts are the last axis."""
    return ms.ops.Complex()(input[..., 0], input[..., 1])
`);

export const NUMEL = define(`def numel(shape):
    """The number of elements of a tensor with this shape."""
    import math

    return math.prod(shape)
`);

export const FULL = define(`def full(size, fill_value, *, dtype=None):
    """A tensor of one value and its type: MindSpore's own takes int64 where no dtype is given."""
    default = {bool: ms.bool_, int: ms.int64, complex: ms.complex64}.get(type(fill_value), ms.float32)
    return ms.ops.full(size, fill_value, dtype=dtype or default)
`);

export const NEW_FULL = define(`def new_full(input, size, fill_value, *, dtype=None):
    """A tensor of one value, of the dtype of another tensor."""
    return ms.ops.full(size, fill_value, dtype=dtype or input.dtype)
`);

export const NEW = define(`def new(input, *data):
    """A tensor of sizes, or of given numbers, of the dtype of another tensor."""
    if len(data) == 1 and isinstance(data[0], (list, ms.Tensor)):
        return ms.tensor(data[0], dtype=input.dtype)
    sizes = data[0] if data and isinstance(data[0], tuple) else data
    return ms.ops.zeros(sizes or (0,), dtype=input.dtype)
`);

export const NEW_TENSOR = define(`def new_tensor(input, data, *, dtype=None):
    """A tensor of given numbers, of the dtype of another tensor."""
    return ms.tensor(data, dtype=dtype or input.dtype)
`);

export const LINSPACE = define(`def linspace(start, end, steps, *, dtype=None):
    """Evenly spaced numbers of a dtype."""
    return ms.ops.linspace(start, end, steps).astype(dtype or ms.float32)
`);

export const PAD_SEQUENCE = define(`def pad_sequence(sequences, batch_first=False, padding_value=0.0):
    """Sequences of different lengths as one tensor, each filled up at its end."""
    length = max(sequence.shape[0] for sequence in sequences)
    padded = []
    for sequence in sequences:
        shape = (length - sequence.shape[0], *sequence.shape[1:])
        filling = [ms.ops.full(shape, padding_value, dtype=sequence.dtype)] if shape[0] else []
        padded.append(ms.ops.cat([sequence, *filling]))
    return ms.ops.stack(padded, 0 if batch_first else 1)
`);

export const UNPAD_SEQUENCE = define(`def unpad_sequence(padded_sequences, lengths, batch_first=False):
    """Sequences of their own lengths, cut out of one tensor."""
    rows = padded_sequences if batch_first else padded_sequences.swapaxes(0, 1)
    return [row[:int(length)] for row, length in zip(rows, lengths)]
`);

/** Functions of shapes, and tensors of a shape. */
export const SHAPES = [
  BROADCAST_SHAPES,
  BROADCAST_TENSORS,
  MESHGRID,
  VIEW_AS_COMPLEX,
  NUMEL,
  FULL,
  NEW,
  NEW_FULL,
  NEW_TENSOR,
  LINSPACE,
  PAD_SEQUENCE,
  UNPAD_SEQUENCE,
];
