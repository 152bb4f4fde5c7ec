import type { ParameterChange } from "../catalogue/mapping.ts";
import { isTensor, type Typed } from "../semantics/kinds.ts";
import type { Expression } from "../syntax/nodes.ts";

/** Whether a value is written out: a number, a string, True, False or None. */
export const isLiteral = (value: Expression): boolean =>
  value.kind === "number" ||
  value.kind === "string" ||
  value.kind === "constant" ||
  (value.kind === "unary" && value.operand.kind === "number");

/** Whether a value is written as a number. */
export const isNumeric = (value: Expression): boolean =>
  value.kind === "number" || (value.kind === "unary" && value.operand.kind === "number");

/** Whether a value is written with a minus. */
export const isNegative = (value: Expression): boolean => value.kind === "unary" && value.operator === "-";

/** Whether a value is a tuple, a list, a shape or a tensor. */
export const isSequence = (value: Expression, kind: Typed | undefined): boolean =>
  isWritten(value) || kind?.kind.is === "tuple" || kind?.kind.is === "collection" || isShape(kind) || isTensor(kind);

/** Whether a value is written as a tuple or a list, or as what only one of them gives: `[n] + [1] * 3`. */
const isWritten = (value: Expression): boolean =>
  value.kind === "tuple" ||
  value.kind === "list" ||
  (value.kind === "binary" && (isWritten(value.left) || isWritten(value.right)));

const isShape = (kind: Typed | undefined): boolean => kind?.kind.is === "instance" && kind.kind.of === "torch.Size";

/** Whether an operator in front of a value would take a part of it only. */
export const needsParentheses = (value: Expression): boolean =>
  value.kind === "binary" || value.kind === "conditional" || value.kind === "lambda" || value.kind === "compare";

/** Why a value may not be what the counterpart requires, or cannot be; nothing where it is. */
export function unmet(
  { requires, why }: Exclude<ParameterChange, string>,
  value: Expression,
  kind: Typed | undefined,
  source: string,
): { refused: string } | { unsafe: string } | undefined {
  const isNumber =
    isNumeric(value) || (kind?.kind.is === "literal" && kind.kind.type !== "str" && kind.ground === "certain");
  if (requires === "sequence") {
    if (isSequence(value, kind)) return undefined;
    return isNumber ? { refused: why ?? `${source} is not a sequence.` } : { unsafe: `${source} may be a number` };
  }
  if (requires === "nonnegative") {
    const numbers = value.kind === "tuple" || value.kind === "list" ? value.items : [value];
    if (numbers.some(isNegative)) return { refused: why ?? `${source} has negative numbers.` };
    return numbers.every(isNumeric) ? undefined : { unsafe: `${source} may hold negative numbers` };
  }
  if (isTensor(kind)) return { refused: why ?? `${source} is a tensor.` };
  if (requires === "whole" && !/^\d+(\.0*)?$/.test(source)) return { unsafe: why ?? `${source} may not be whole` };
  return isNumber ? undefined : { unsafe: `${source} is not known to be a number` };
}

/** Why a sequence that must have one element may have more, or has. */
export function notSingle(
  { why }: Exclude<ParameterChange, string>,
  value: Expression,
  kind: Typed | undefined,
  source: string,
): { refused: string } | { unsafe: string } | undefined {
  const written = value.kind === "tuple" || value.kind === "list" ? value.items : undefined;
  const items = written ?? (kind?.kind.is === "tuple" ? kind.kind.items : undefined);
  if (!items) return { unsafe: `${source} may have more than one element` };
  return items.length === 1 ? undefined : { refused: why ?? `${source} has more than one element.` };
}
