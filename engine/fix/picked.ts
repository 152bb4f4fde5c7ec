import type { Context } from "../rule.ts";
import { isNumber } from "../semantics/kinds.ts";
import type { Reference } from "../semantics/reference.ts";
import type { Expression } from "../syntax/nodes.ts";
import { lastName } from "../syntax/walk.ts";
import { onlyValue, seenDtype } from "./seen-dtype.ts";

/** Whether a tensor is what a mask picks, or is computed from that: it may be empty. */
export function isPicked(node: Expression, at: Reference, context: Context, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  const isInside = (inner: Expression) => isPicked(inner, at, context, depth + 1);
  if (node.kind === "subscript") return node.items.some((item) => isMask(item, at, context)) || isInside(node.value);
  if (node.kind === "unary") return isInside(node.operand);
  if (node.kind === "binary") return isInside(node.left) || isInside(node.right);
  if (node.kind === "name") {
    const value = onlyValue(node.id, at, context);
    return value !== undefined && isInside(value);
  }
  if (node.kind !== "call" || node.function.kind !== "attribute") return false;
  if (node.function.name === "masked_select") return true;
  return isInside(node.function.value) || (node.arguments.length > 0 && isInside(node.arguments[0].value));
}

const DEEPEST = 4;

/** Whether an index holds truths, as far as the code that makes it or its name says so. */
function isMask(index: Expression, at: Reference, context: Context): boolean {
  if (isNumber(context.model.kindOf(index))) return false;
  if (seenDtype(index, at, context) === "truth") return true;
  return /(^|_)(mask|valid|keep|pos|neg|positives?|negatives?)s?(_|$)/i.test(lastName(index) ?? "");
}
