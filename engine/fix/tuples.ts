import type { Typed } from "../semantics/kinds.ts";
import type { Expression } from "../syntax/nodes.ts";

/** The text of a list as a tuple, where MindSpore takes no lists; nothing where a value is none that is known. */
export function asTuple(value: Expression, source: string, kind: Typed | undefined): string | undefined {
  if (value.kind === "list" && source.startsWith("[")) return literal(source, value.items.length);
  if (value.kind === "call" && value.function.kind === "name" && value.function.id === "tuple") return undefined;
  const isCollection = kind?.kind.is === "collection" && kind.ground === "certain";
  return isList(value) || isCollection ? `tuple(${source})` : undefined;
}

/** Whether an expression can only be a list: `[1] * n`, `[n, *sizes] + rest`. */
function isList(value: Expression): boolean {
  if (value.kind === "binary") return isList(value.left) || isList(value.right);
  return value.kind === "list" || (value.kind === "comprehension" && value.form === "list");
}

function literal(source: string, count: number): string {
  const inside = source.slice(1, -1);
  return count === 1 && !/,\s*$/.test(inside) ? `(${inside},)` : `(${inside})`;
}
