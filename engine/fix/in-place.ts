import type { Context } from "../rule.ts";
import { spreads } from "../semantics/reference.ts";
import type { Call, Expression } from "../syntax/nodes.ts";
import { needsParentheses } from "./values.ts";

/** A chain of methods that change one tensor, `x.mul_(2).add_(1)`: the tensor, and the calls in order. */
export interface Chain {
  readonly tensor: Expression;
  readonly calls: readonly Call[];
}

const OPERATORS: Readonly<Record<string, string>> = {
  add_: "+",
  sub_: "-",
  subtract_: "-",
  mul_: "*",
  multiply_: "*",
  div_: "/",
  divide_: "/",
  pow_: "**",
};

/** The name of the method that a call calls. */
export const methodOf = ({ function: callee }: Call): string => (callee.kind === "attribute" ? callee.name : "");

/** The chain that ends in a call. */
export function chainOf(call: Call, isInPlace: (method: string) => boolean): Chain {
  const calls: Call[] = [];
  let at: Expression = call;
  while (at.kind === "call" && at.function.kind === "attribute" && isInPlace(at.function.name)) {
    calls.unshift(at);
    at = at.function.value;
  }
  return { tensor: at, calls };
}

/**
 * What the tensor holds after the chain, as one expression over `source`; undefined where it cannot be said in one.
 * `filled` says how a tensor is written that holds one number, and `functionFor` what function stands for a method, if one does.
 */
export function valueAfter(
  { calls }: Chain,
  source: string,
  filled: (number: string) => string,
  context: Context,
  functionFor: (method: string) => string | undefined = () => undefined,
): string | undefined {
  let value = { text: source, operator: "" };
  for (const call of calls) {
    const next = after(call, value, filled, context, functionFor);
    if (!next) return undefined;
    value = next;
  }
  return value.text;
}

interface Value {
  readonly text: string;
  /** The operator that the text is joined by outside parentheses; none for what stands by itself. */
  readonly operator: string;
}

function after(
  call: Call,
  { text, operator: last }: Value,
  filled: (number: string) => string,
  context: Context,
  functionFor: (method: string) => string | undefined,
): Value | undefined {
  if (spreads(call)) return undefined;
  const method = methodOf(call);
  const source = (node: Expression) => context.text.slice(node.start, node.end);
  const factor = (node: Expression) => (needsParentheses(node) ? `(${source(node)})` : source(node));
  const positional = call.arguments.filter((a) => a.form === "positional").map(({ value }) => value);
  const option = (name: string) => call.arguments.find((argument) => argument.name === name)?.value;
  const options = call.arguments.length - positional.length;
  if (method === "zero_") return { text: filled("0"), operator: "" };
  const given = positional[0] ?? option(method === "fill_" ? "value" : "src");
  if (method === "fill_") return given && { text: filled(source(given)), operator: "?" };
  if (method === "copy_") return given && { text: source(given), operator: needsParentheses(given) ? "?" : "" };
  if (/^addc(mul|div)_$/.test(method) && positional.length === 2 && options === (option("value") ? 1 : 0)) {
    const [a, b] = positional.map(factor);
    const scale = option("value") ? `${factor(option("value")!)} * ` : "";
    return { text: `${text} + ${scale}${a} ${method === "addcmul_" ? "*" : "/"} ${b}`, operator: "+" };
  }
  const operator = OPERATORS[method];
  const other = positional[0] ?? option("other") ?? option("exponent");
  const alpha = operator === "+" || operator === "-" ? option("alpha") : undefined;
  if (operator && other && call.arguments.length === (alpha ? 2 : 1)) {
    const right = alpha ? `${factor(alpha)} * ${factor(other)}` : factor(other);
    return { text: `${joinable(text, last, operator)} ${operator} ${right}`, operator };
  }
  const name = functionFor(method.slice(0, -1));
  if (name) return { text: `${name}(${text}, ${context.text.slice(call.open + 1, call.close + 1)}`, operator: "" };
  const open = last ? `(${text})` : text;
  return { text: `${open}.${method.slice(0, -1)}${context.text.slice(call.open, call.close + 1)}`, operator: "" };
}

/** What stands left of an operator, in parentheses where it would come apart. */
function joinable(text: string, last: string, operator: string): string {
  const isSum = operator === "+" || operator === "-";
  return !last || (isSum && last !== "?") || (last === "*" && operator === "*") ? text : `(${text})`;
}
