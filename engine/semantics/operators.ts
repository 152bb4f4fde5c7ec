import { joinTensorTypes } from "./join-bindings.ts";
import {
  instance,
  isNumber,
  isTensor,
  join,
  layerFamily,
  likely,
  literal,
  type TensorTyped,
  type Typed,
  weaken,
  weakest,
} from "./kinds.ts";
import { numpyArithmetic } from "./numpy-scalars.ts";
import { unrelated, unrelatedLibrary } from "./unrelated.ts";

/** A tensor that is computed from another: the same framework's, no Parameter any more. */
export const plainTensor = ({ kind, ground }: TensorTyped): Typed =>
  instance(kind.of.startsWith("torch") ? "torch.Tensor" : "mindspore.Tensor", ground);

/** What an operator gives for the kinds of its two sides. */
const OF_NUMBERS = new Set(["//", "/", "-"]);

export function arithmetic(operator: string, left: Typed | undefined, right: Typed | undefined): Typed | undefined {
  if (operator === "and" || operator === "or") return join(left, right);
  const tensor = isTensor(left) ? left : isTensor(right) ? right : undefined;
  if (tensor) {
    const other = tensor === left ? right : left;
    return weaken(plainTensor(tensor), other ? weakest(tensor.ground, other.ground) : tensor.ground);
  }
  if (left?.kind.is === "literal" && left.kind.type === "str" && /^[+%*]$/.test(operator))
    return weaken(literal("str"), left.ground);
  if (isNumber(left) && isNumber(right)) {
    const int = left.kind.type === "int" && right.kind.type === "int" && operator !== "/";
    return literal(int ? "int" : left.kind.type === "float" || right.kind.type === "float" ? "float" : "number");
  }
  // A tuple can be multiplied by a number but not divided, so `k // 2` is a number whatever k is, unless k is a tensor.
  if (OF_NUMBERS.has(operator) && (isNumber(left) || isNumber(right)) && !(left && right)) return literal("number");
  if (left?.kind.is === "collection" && operator === "+") return join(left, right);
  return left && right && (numpyArithmetic(left, right) ?? unrelatedArithmetic(operator, left, right));
}

/** `Path("a") / "b"` is a path; what else such values are combined to has as little to do with a framework. */
function unrelatedArithmetic(operator: string, left: Typed, right: Typed): Typed | undefined {
  const ground = weakest(left.ground, right.ground);
  if (left.kind.is === "instance" && left.kind.of === "pathlib.Path" && operator === "/") return left;
  const library = unrelatedLibrary(left.kind);
  return library && unrelatedLibrary(right.kind) ? unrelated(library, ground) : undefined;
}

/** `a if c else b`. */
export function joinAlternatives(a: Typed | undefined, b: Typed | undefined): Typed | undefined {
  return !a !== !b ? likelyLayer(a ?? b) : (join(a, b) ?? joinTensorTypes(a, b));
}

/** A layer on one path and something unknown on the other is likely some layer. */
function likelyLayer(typed: Typed | undefined): Typed | undefined {
  const family = typed?.kind.is === "instance" ? layerFamily(typed.kind) : undefined;
  return family && likely({ is: "instance", of: family === "torch" ? "torch.nn.Module" : "mindspore.nn.Cell" });
}

/** The methods behind the operators that change an object in place. */
export const IN_PLACE_OPERATORS: ReadonlyMap<string, string> = new Map([
  ["+=", "__iadd__"],
  ["-=", "__isub__"],
  ["*=", "__imul__"],
  ["/=", "__itruediv__"],
  ["**=", "__ipow__"],
]);
