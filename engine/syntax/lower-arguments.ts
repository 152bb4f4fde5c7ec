import { isToken, kindOf } from "./kinds.ts";
import type { Lowering } from "./lowering.ts";
import type { Argument } from "./nodes.ts";

const keywordArgument = kindOf("keyword_argument");
const listSplat = kindOf("list_splat");
const dictionarySplat = kindOf("dictionary_splat");
const error = kindOf("ERROR");

/** The arguments between the parentheses of a call or a class. */
export function lowerArguments(from: Lowering, list: number): Argument[] {
  const found: Argument[] = [];
  for (let child = list + 1; child < from.next[list]; child = from.next[child]) {
    if (isToken(from.kinds[child])) continue;
    const argument = lowerArgument(from, child);
    if (from.kinds[child] !== error || (argument.value.kind === "unknown" && argument.value.parts.length > 0)) {
      found.push(argument);
    }
  }
  return found;
}

function lowerArgument(from: Lowering, node: number): Argument {
  const start = from.starts[node];
  const end = from.ends[node];
  const kind = from.kinds[node];
  if (kind === keywordArgument) {
    const named = from.operandAt(node, 0);
    const name = from.source(named < 0 ? node : named);
    return from.own({ form: "keyword", start, end, name, value: from.operand(node, 1) });
  }
  if (kind !== listSplat && kind !== dictionarySplat) {
    return from.own({ form: "positional", start, end, name: undefined, value: from.expression(node) });
  }
  const value = from.operand(node, 0);
  return from.own({ form: kind === listSplat ? "star" : "doublestar", start, end, name: undefined, value });
}
