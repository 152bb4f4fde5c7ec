import { kindOf } from "./kinds.ts";
import type { Lower, Lowering } from "./lowering.ts";
import type { Comprehension, Expression } from "./nodes.ts";

const pair = kindOf("pair");
const forClause = kindOf("for_in_clause");
const ifClause = kindOf("if_clause");

/** `[x for x in y if z]` and its like. */
export function lowerComprehension(form: Comprehension["form"]): Lower<Comprehension> {
  return (from, node) => {
    const clauses: Comprehension["clauses"] = [];
    const elements: Expression[] = [];
    for (const part of from.operands(node)) {
      if (from.kinds[part] === forClause) clauses.push(clause(from, part));
      else if (from.kinds[part] === ifClause) clauses.at(-1)?.conditions.push(from.operand(part, 0));
      else if (from.kinds[part] === pair) elements.push(...from.items(part));
      else elements.push(from.expression(part));
    }
    return from.own({ kind: "comprehension", form, start: from.starts[node], end: from.ends[node], elements, clauses });
  };
}

/** Python 2 allows several iterables without parentheses. */
function clause(from: Lowering, node: number): Comprehension["clauses"][number] {
  const operands = from.operands(node);
  const target = from.operand(node, 0);
  if (operands.length <= 2) return { target, iterable: from.operand(node, 1), conditions: [] };
  const items = operands.slice(1).map((item) => from.expression(item));
  const iterable = from.own({ kind: "tuple" as const, start: items[0].start, end: items.at(-1)!.end, items });
  return { target, iterable, conditions: [] };
}
