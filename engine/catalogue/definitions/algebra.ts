import { define } from "../definition.ts";

export const SOLVE_TRIANGULAR = define(`def solve_triangular(A, B, *, upper, left=True, unitriangular=False):
    """The solution of a triangular system of equations."""
    from mindspore.scipy.linalg import solve_triangular as solve

    if left:
        return solve(A, B, lower=not upper, unit_diagonal=unitriangular)
    return solve(A.swapaxes(-2, -1), B.swapaxes(-2, -1), lower=upper, unit_diagonal=unitriangular).swapaxes(-2, -1)
`);

export const SOLVE = define(`def solve(A, B):
    """The solution of a system of equations; the right side may be a vector."""
    if B.ndim == A.ndim - 1:
        return ms.ops.matmul(ms.ops.inverse(A), B.expand_dims(-1)).squeeze(-1)
    return ms.ops.matmul(ms.ops.inverse(A), B)
`);

export const SVD = define(`def svd(A, full_matrices=True):
    """The singular value decomposition: U, the values, and V transposed."""
    values, left, right = ms.ops.svd(A, full_matrices)
    return left, values, right.swapaxes(-2, -1)
`);

/** Linear algebra whose arguments or results come in another order. */
export const ALGEBRA = [SOLVE_TRIANGULAR, SOLVE, SVD];
