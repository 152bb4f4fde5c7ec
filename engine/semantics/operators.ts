import { joinTensorTypes } from "./join-bindings.ts";
import {
  type Collection,
  type Ground,
  isNumber,
  isTensor,
  isTensorOrNumber,
  join,
  layerFamily,
  likely,
  literal,
  plainTensor,
  type TensorTyped,
  type Typed,
  tensorOrNumber,
  weaken,
  weakest,
} from "./kinds.ts";
import { numpyArithmetic } from "./numpy-scalars.ts";
import { unrelated, unrelatedLibrary } from "./unrelated.ts";

/** What an operator gives for the kinds of its two sides. */
export function arithmetic(operator: string, left: Typed | undefined, right: Typed | undefined): Typed | undefined {
  if (operator === "and" || operator === "or") return join(left, right);
  if (left?.kind.is === "literal" && left.kind.type === "str" && /^[+%*]$/.test(operator))
    return weaken(literal("str"), left.ground);
  const tensor = isTensor(left) ? left : isTensor(right) ? right : undefined;
  if (tensor) return withTensor(tensor, tensor === left ? right : left);
  if (isNumber(left) && isNumber(right)) {
    const int = left.kind.type === "int" && right.kind.type === "int" && operator !== "/";
    const type = int ? "int" : left.kind.type === "float" || right.kind.type === "float" ? "float" : "number";
    return weaken(literal(type), weakest(left.ground, right.ground));
  }
  if (left?.kind.is === "collection" && operator === "+") return join(left, right);
  if (left?.kind.is === "tuple" && right?.kind.is === "tuple" && operator === "+")
    return {
      kind: { is: "tuple", items: [...left.kind.items, ...right.kind.items] },
      ground: weakest(left.ground, right.ground),
    };
  if (operator === "*") {
    const repeated = isNumber(right) ? left : isNumber(left) ? right : undefined;
    if (repeated?.kind.is === "collection") return repeatedly(repeated.kind, repeated.ground);
  }
  return left && right && (numpyArithmetic(left, right) ?? unrelatedArithmetic(operator, left, right));
}

/** `[0] * 3` is a list that something else is put into sooner or later. */
const repeatedly = ({ item }: Collection, ground: Ground): Typed => ({
  kind: { is: "collection", item: weaken(item, "likely") },
  ground,
});

/** What a tensor and anything else are combined to. */
function withTensor(tensor: TensorTyped, other: Typed | undefined): Typed | undefined {
  if (isTensorOrNumber(tensor) && (isNumber(other) || isTensorOrNumber(other))) return tensorOrNumber(tensor);
  // A tensor and whatever a tensor or number may be are a tensor.
  const isPlain = !other || isTensor(other) || isNumber(other);
  return weaken(plainTensor(tensor), isPlain ? tensor.ground : weakest(tensor.ground, other.ground));
}

/** What is computed from one tensor alone: `-x`, `abs(x)`. */
export const computedFrom = (tensor: TensorTyped): Typed =>
  isTensorOrNumber(tensor) ? tensorOrNumber(tensor) : plainTensor(tensor);

/** `Path("a") / "b"` is a path; what else such values are combined to has as little to do with a framework. */
function unrelatedArithmetic(operator: string, left: Typed, right: Typed): Typed | undefined {
  const ground = weakest(left.ground, right.ground);
  if (left.kind.is === "instance" && left.kind.of === "pathlib.Path" && operator === "/") return left;
  const [library, other] = [unrelatedLibrary(left.kind), unrelatedLibrary(right.kind)];
  return library && other ? unrelated(isNumber(left) ? other : library, ground) : undefined;
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
