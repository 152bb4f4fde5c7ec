import type { Expression } from "../syntax/nodes.ts";
import { literal, type Typed } from "./kinds.ts";

export const BOOL = literal("bool");
const NONE = literal("None");

/** What a literal is, by its text alone, so that nobody has to remember it; undefined for what is none. */
export function literalOf(node: Expression): Typed | undefined {
  switch (node.kind) {
    case "number":
      return literal(numberType(node.text), node.text);
    case "string":
      return literal("str", node.value);
    case "constant":
      return node.value === "..." ? undefined : node.value === "None" ? NONE : literal("bool", node.value);
    default:
      return undefined;
  }
}

const POINT_OR_LETTER = /[.ej]/i;

function numberType(text: string): "int" | "float" | "number" {
  if (!POINT_OR_LETTER.test(text)) return "int";
  if (/j$/i.test(text)) return "number";
  return /^0x/i.test(text) ? "int" : "float";
}
