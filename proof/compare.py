"""Whether two records say the same."""

import math

import numpy

_STANDARD_ERRORS = 5  # how far apart two means of one distribution may lie by chance


def compare(expected, actual, tolerance, dtypes=True, exclude=()):
    """The verdict, the largest absolute difference, and in words where the records part first."""
    names = [*expected.leaves, *(name for name in actual.leaves if name not in expected.leaves)]
    names = [name for name in names if not name.startswith(tuple(exclude))]
    largest, detail = 0.0, None if names else "nothing to compare"
    for name in names:
        difference, complaint = _compare_leaf(expected.leaves.get(name), actual.leaves.get(name), tolerance, dtypes)
        largest = max(largest, difference)
        detail = detail or (complaint and f"{name}: {complaint}")
    return {
        "verdict": "differs" if detail else "equal",
        "difference": largest if math.isfinite(largest) else None,
        "detail": detail,
    }


def _compare_leaf(expected, actual, tolerance, dtypes):
    if expected is None or actual is None:
        return 0.0, "not in PyTorch" if expected is None else "not in MindSpore"
    (kind, value), (other_kind, other) = expected, actual
    if kind == "distribution":
        return _compare_means(value, other)
    if value.shape != other.shape:
        return 0.0, f"shape {value.shape} became {other.shape}"
    if value.dtype.kind == "U" or other.dtype.kind == "U":
        return 0.0, None if value.tolist() == other.tolist() else f"{value} became {other}"
    difference, complaint = _compare_values(value, other, tolerance)
    if dtypes and kind != other_kind:
        complaint = complaint or f"dtype {kind} became {other_kind}"
    return difference, complaint


def _compare_values(value, other, tolerance):
    exact = value.dtype.kind in "iub" and other.dtype.kind in "iub"
    wide = numpy.complex128 if "c" in value.dtype.kind + other.dtype.kind else numpy.float64
    value, other = value.astype(wide), other.astype(wide)
    with numpy.errstate(invalid="ignore"):
        same = (value == other) | (numpy.isnan(value) & numpy.isnan(other))
        distance = numpy.where(same, 0.0, numpy.abs(value - other))
        limit = 0.0 if exact else tolerance + tolerance * numpy.abs(value)
        wrong = ~same & ~(distance <= limit)
    difference = float(numpy.max(distance, initial=0.0))
    if not wrong.any():
        return difference, None
    place = tuple(int(index) for index in numpy.argwhere(wrong)[0])
    where = f" at {list(place)}" if place else ""
    return difference, f"{value[place]:.7g} became {other[place]:.7g}{where}, {wrong.sum()} of {wrong.size} differ"


def _compare_means(samples, others):
    difference = abs(samples.mean() - others.mean())
    error = math.hypot(samples.std(), others.std()) / math.sqrt(len(samples))
    complaint = f"mean {samples.mean():.4g} became {others.mean():.4g}"
    return float(difference), complaint if difference > 0.01 + _STANDARD_ERRORS * error else None
