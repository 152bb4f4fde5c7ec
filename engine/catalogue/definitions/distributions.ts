import { define } from "../definition.ts";

export const LAZY_PROPERTY = define(`class lazy_property:
    """An attribute that is computed when it is asked for first."""

    def __init__(self, wrapped):
        self.wrapped = wrapped

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        value = self.wrapped(instance)
        setattr(instance, self.wrapped.__name__, value)
        return value
`);

export const BROADCAST_ALL = define(`def broadcast_all(*values):
    """Numbers and tensors as tensors of the shape that they have together."""
    import numpy

    tensors = [value if isinstance(value, ms.Tensor) else ms.Tensor(value, ms.float32) for value in values]
    shape = numpy.broadcast_shapes(*(tensor.shape for tensor in tensors))
    return tuple(tensor.broadcast_to(shape) for tensor in tensors)
`);

/** What classes of random variables are made with. */
export const DISTRIBUTION_HELPERS = [LAZY_PROPERTY, BROADCAST_ALL];
