"""Arrays from short specifications, the same in every process."""

import re

import numpy

_SPECIFICATION = re.compile(r"(\w+)\[([\d,]*)\](?:<(\d+)|(>0)|\*([\d.e-]+))?")


def array(specification, random):
    """The array for a specification: "float32[2,3]", "float32[3]>0", "float32[3]*1e-3", "int64[2,5]<10", "bool[4]"."""
    match = _SPECIFICATION.fullmatch(specification.replace(" ", ""))
    if not match:
        raise ValueError(f'"{specification}" is no input: write dtype[sizes] and then <limit, >0 or *scale if need be')
    dtype, sizes, limit, positive, scale = match.groups()
    shape = tuple(int(size) for size in sizes.split(",") if size)
    if dtype == "bool":
        return random.random_sample(shape) < 0.5
    if numpy.issubdtype(dtype, numpy.integer):
        return random.randint(0, int(limit or 10), shape).astype(dtype)
    values = random.standard_normal(shape) * float(scale or 1)
    return numpy.asarray(numpy.abs(values) + 0.1 if positive else values, dtype)


def arrays(specifications, seed=0):
    """One array for each specification; another seed gives other values."""
    random = numpy.random.RandomState(seed)
    return [array(specification, random) for specification in specifications]


def is_float(value):
    """Whether an array can carry a gradient."""
    return numpy.issubdtype(value.dtype, numpy.floating)
