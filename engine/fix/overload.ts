import type { Mapping } from "../catalogue/mapping.ts";
import type { Context } from "../rule.ts";
import { isTensor, type Typed } from "../semantics/kinds.ts";
import type { Reference } from "../semantics/reference.ts";
import type { Expression } from "../syntax/nodes.ts";

/** The mapping of the one of torch's overloads that a call is of: by what it is given. */
export function overloadOf({ call, receiver }: Reference, mapping: Mapping, { model }: Context): Mapping {
  if (!call) return mapping;
  const [first, second] = call.arguments;
  const other = receiver ? first : second;
  if (mapping.ofTensors && other && isTensor(model.kindOf(other.value))) return mapping.ofTensors;
  if (mapping.ofSizes && second?.form === "positional") return mapping.ofSizes;
  return mapping.ofSizes && first && isSize(first.value, model.kindOf(first.value)) ? mapping.ofSizes : mapping;
}

/** Whether a value is a number: known to be one, or computed by arithmetic from what is not known to be a list. */
function isSize(value: Expression, typed: Typed | undefined): boolean {
  if (typed) return typed.kind.is === "literal" && /^(int|number)$/.test(typed.kind.type);
  if (value.kind === "conditional") return isSize(value.body, undefined) || isSize(value.otherwise, undefined);
  return value.kind === "binary" && /^(\*|\/\/|-)$/.test(value.operator);
}
