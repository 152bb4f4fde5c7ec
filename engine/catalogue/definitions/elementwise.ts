import { define } from "../definition.ts";

export const ADDCMUL = define(`def addcmul(input, tensor1, tensor2, *, value=1):
    """Adds a multiple of the product of two tensors."""
    return input + value * tensor1 * tensor2
`);

export const ADDCDIV = define(`def addcdiv(input, tensor1, tensor2, *, value=1):
    """Adds a multiple of the quotient of two tensors."""
    return input + value * tensor1 / tensor2
`);

export const XLOGY = define(`def xlogy(input, other):
    """The first times the logarithm of the second, and zero where the first is."""
    return input * ms.ops.log(ms.ops.where(input == 0, ms.ops.ones_like(input * other), other))
`);

export const ENTR = define(`def entr(input):
    """Each element times minus its logarithm, zero at zero, and minus infinity below."""
    value = -input * ms.ops.log(ms.ops.where(input > 0, input, ms.ops.ones_like(input)))
    return ms.ops.where(input < 0, ms.ops.full_like(input, float("-inf")), value)
`);

export const MATRIX_EXP = define(`def matrix_exp(input):
    """The exponential of square matrices: the series for what is small, squared as often as it was halved."""
    import math

    largest = float(input.abs().sum(-1).max())
    halvings = max(0, math.ceil(math.log2(largest)) + 3) if largest > 0 else 0
    term = result = ms.ops.eye(input.shape[-1], dtype=input.dtype).broadcast_to(input.shape)
    for k in range(1, 10):
        term = ms.ops.matmul(term, input / 2**halvings) / k
        result = result + term
    for _ in range(halvings):
        result = ms.ops.matmul(result, result)
    return result
`);

export const COMPLEX_OF = define(`def complex_of(real, imag):
    """Complex numbers of two parts."""
    return ms.ops.Complex()(real, imag)
`);

export const CHAIN_MATMUL = define(`def chain_matmul(*matrices):
    """The product of matrices, from left to right."""
    import functools

    return functools.reduce(ms.ops.matmul, matrices)
`);

/** Arithmetic that is short to write out. */
export const ELEMENTWISE = [ADDCMUL, ADDCDIV, XLOGY, ENTR, MATRIX_EXP, COMPLEX_OF, CHAIN_MATMUL];
