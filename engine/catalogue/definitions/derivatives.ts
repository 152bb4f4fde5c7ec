import { define } from "../definition.ts";

export const JACOBIAN = define(`def jacobian(func, inputs):
    """The derivatives of each output by each element of one input, or of several in a tuple."""
    if isinstance(inputs, ms.Tensor):
        return ms.jacrev(func)(inputs)
    return tuple(ms.jacrev(func, place)(*inputs) for place in range(len(inputs)))
`);

export const HESSIAN = define(`def hessian(func, inputs):
    """The second derivatives of a scalar by one input, or by each pair of several in a tuple."""
    if isinstance(inputs, ms.Tensor):
        return ms.jacrev(ms.grad(func))(inputs)
    places = range(len(inputs))
    return tuple(tuple(ms.jacrev(ms.grad(func, i), j)(*inputs) for j in places) for i in places)
`);

export const HVP = define(`def hvp(func, inputs, v):
    """The value of a function, and the product of its second derivatives with a vector."""
    return func(inputs), ms.grad(lambda x: (ms.grad(func)(x) * v).sum())(inputs)
`);

export const JVP = define(`def jvp(func, inputs, v):
    """The value of a function, and its change along a direction."""
    return ms.jvp(func, inputs, v)
`);

export const VJP = define(`def vjp(func, inputs, v=None):
    """The value of a function, and the gradient of its product with a vector."""
    given = (inputs,) if isinstance(inputs, ms.Tensor) else inputs
    value, pull = ms.vjp(func, *given)
    found = pull(ms.ops.ones_like(value) if v is None else v)
    found = found if isinstance(found, tuple) else (found,)
    return value, found[0] if isinstance(inputs, ms.Tensor) else found
`);

export const HESSIAN_OF = define(`def hessian_of(func, argnums=0):
    """A function that gives the second derivatives of a scalar."""
    return ms.jacrev(ms.grad(func, argnums), argnums)
`);

/** Derivatives of functions as torch.autograd.functional gives them. */
export const DERIVATIVES = [JACOBIAN, HESSIAN, HVP, JVP, VJP, HESSIAN_OF];
