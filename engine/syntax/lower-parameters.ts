import { kindNames } from "./kinds.ts";
import type { Lowering } from "./lowering.ts";
import type { Parameter } from "./nodes.ts";

/** The parameters of a function or lambda, without the bare `*` and `/` that divide them. */
export function lowerParameters(from: Lowering, list: number): Parameter[] {
  return from.operands(list).map((node) => lowerParameter(from, node));
}

function lowerParameter(from: Lowering, node: number): Parameter {
  const type = kindNames[from.kinds[node]];
  const isTyped = type.startsWith("typed_");
  const hasDefault = type.endsWith("default_parameter");
  const declared = isTyped || hasDefault ? first(from, node) : node;
  const annotation = isTyped ? from.given(node, 1) : undefined;
  const value = hasDefault ? from.operand(node, isTyped ? 2 : 1) : undefined;
  const form = parameterForm(kindNames[from.kinds[declared]]);
  const name = from.source(form === "plain" ? declared : first(from, declared));
  return from.own({ form, start: from.starts[node], end: from.ends[node], name, annotation, default: value });
}

/** The first operand of a node, or itself. */
function first(from: Lowering, node: number): number {
  const operand = from.operandAt(node, 0);
  return operand < 0 ? node : operand;
}

function parameterForm(type: string): Parameter["form"] {
  if (type === "list_splat_pattern") return "star";
  return type === "dictionary_splat_pattern" ? "doublestar" : "plain";
}
