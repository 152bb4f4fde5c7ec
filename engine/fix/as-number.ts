import type { Edit } from "../finding.ts";
import type { Expression } from "../syntax/nodes.ts";
import { needsParentheses } from "./values.ts";

/** `x` → `x.item()`, `a / b` → `(a / b).item()` */
export function asNumber(node: Expression): Edit[] {
  const isOpen = (needsParentheses(node) && !isInParentheses(node)) || node.kind === "unary";
  const opening = { start: node.start, end: node.start, text: "(" };
  const item = { start: node.end, end: node.end, text: `${isOpen ? ")" : ""}.item()` };
  return isOpen ? [opening, item] : [item];
}

/** A node's span takes in the parentheses around it. */
const isInParentheses = (node: Expression): boolean => node.kind === "binary" && node.left.start > node.start;
