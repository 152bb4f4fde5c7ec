import { instance, isNumber, type Typed, weakest } from "./kinds.ts";

/** A number of one of NumPy's own types, which computes with what stands on its right: `np.sqrt(2)`, `np.float32(0.5)`. */
const SCALAR = "numpy.generic";

export const isNumPyScalar = (typed: Typed | undefined): typed is Typed =>
  typed?.kind.is === "instance" && typed.kind.of === SCALAR;

const ELEMENTWISE =
  /^numpy\.(sqrt|cbrt|square|exp|exp2|expm1|log|log2|log10|log1p|sin|cos|tan|arcsin|arccos|arctan|sinh|cosh|tanh|power|float_power|deg2rad|rad2deg|radians|degrees|absolute|fabs|sign|ceil|floor|rint|maximum|minimum|float16|float32|float64|double|int8|int16|int32|int64|uint8)$/;

/** What a function of NumPy gives that computes a number of numbers; of what is unknown likely so, since it may be an array. */
export function numpyResult(name: string, values: readonly (Typed | undefined)[]): Typed | undefined {
  if (!ELEMENTWISE.test(name) || !values.length) return undefined;
  if (!values.every((value) => value === undefined || isNumber(value) || isNumPyScalar(value))) return undefined;
  return instance(SCALAR, values.includes(undefined) ? "likely" : "certain");
}

/** What an operator gives for a number and one of NumPy's. */
export function numpyArithmetic(left: Typed, right: Typed): Typed | undefined {
  const other = isNumPyScalar(left) ? right : isNumPyScalar(right) ? left : undefined;
  const isOne = isNumber(other) || isNumPyScalar(other);
  return isOne ? instance(SCALAR, weakest(left.ground, right.ground)) : undefined;
}
