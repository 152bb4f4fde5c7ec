import { needsParentheses } from "../../../fix/values.ts";
import type { Context } from "../../../rule.ts";
import type { Expression } from "../../../syntax/nodes.ts";

/** Random values of the shape and dtype of a tensor: between two bounds, or around a mean. */
export function drawn(
  name: "uniform_" | "normal_",
  [first, second]: readonly (Expression | undefined)[],
  like: string,
  { text, names }: Context,
): string {
  const source = (node: Expression) => text.slice(node.start, node.end);
  const factor = (node: Expression) => (needsParentheses(node) ? `(${source(node)})` : source(node));
  const one = `${names.spell(`mindspore.ops.${name === "normal_" ? "randn_like" : "rand_like"}`)}(${like})`;
  const start = first && numberOf(first) !== 0 ? source(first) : undefined;
  if (name === "normal_") return sum(start, scaled(second && factor(second), one));
  if (!start) return scaled(second && factor(second), one);
  const [low, high] = [first && numberOf(first), second ? numberOf(second) : 1];
  if (low !== undefined && high !== undefined)
    return sum(start, scaled(String(Number((high - low).toPrecision(12))), one));
  return sum(start, scaled(`(${second ? source(second) : "1"} - ${factor(first!)})`, one));
}

const scaled = (factor: string | undefined, one: string): string =>
  factor === undefined || Number(factor) === 1 ? one : `${factor} * ${one}`;

const sum = (start: string | undefined, rest: string): string => (start === undefined ? rest : `${start} + ${rest}`);

function numberOf(node: Expression): number | undefined {
  if (node.kind === "number") return Number(node.text.replaceAll("_", ""));
  const inner = node.kind === "unary" && node.operator === "-" ? numberOf(node.operand) : undefined;
  return inner === undefined ? undefined : -inner;
}
