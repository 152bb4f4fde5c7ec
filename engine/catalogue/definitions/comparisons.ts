import { define } from "../definition.ts";

export const ALLCLOSE = define(`def allclose(input, other, rtol=1e-05, atol=1e-08, equal_nan=False):
    """Whether all elements of two tensors are close."""
    return bool(ms.ops.isclose(input, other, rtol, atol, equal_nan).all())
`);

export const EQUAL = define(`def equal(input, other):
    """Whether two tensors have the same shape and the same elements."""
    return input.shape == other.shape and bool((input == other).all())
`);

export const ASSERT_CLOSE = define(`def assert_close(actual, expected, *, rtol=None, atol=None, equal_nan=True, msg=""):
    """Raises AssertionError unless all elements of two tensors are close."""
    import numpy

    arrays = [value.asnumpy() if isinstance(value, ms.Tensor) else value for value in (actual, expected)]
    rtol, atol = (1.3e-6 if rtol is None else rtol), (1e-5 if atol is None else atol)
    numpy.testing.assert_allclose(*arrays, rtol, atol, equal_nan, msg)
`);

/** Whether tensors are alike, told by a truth of Python. */
export const COMPARISONS = [ALLCLOSE, EQUAL, ASSERT_CLOSE];
