import { isNumber, type Typed } from "../../semantics/kinds.ts";
import type { Expression } from "../../syntax/nodes.ts";

/** Whether an expression can be written twice without being computed twice to another effect. */
export function isSimple(node: Expression): boolean {
  if (node.kind === "name" || node.kind === "number" || node.kind === "constant") return true;
  if (node.kind === "attribute") return isSimple(node.value);
  if (node.kind === "unary") return isSimple(node.operand);
  if (node.kind === "binary") return isSimple(node.left) && isSimple(node.right);
  if (node.kind === "tuple" || node.kind === "list") return node.items.every(isSimple);
  return node.kind === "subscript" && isSimple(node.value) && node.items.every(isSimple);
}

/** Whether every number in a literal is zero: `0`, `(0, 0)`. */
export function isZero(node: Expression): boolean {
  if (node.kind === "number") return Number(node.text) === 0;
  return (node.kind === "tuple" || node.kind === "list") && node.items.length > 0 && node.items.every(isZero);
}

/** Whether a value is certainly one number, so that it cannot be a tuple. */
export const isOneNumber = (node: Expression, typed: Typed | undefined): boolean =>
  node.kind === "number" || (typed?.ground === "certain" && isNumber(typed));
