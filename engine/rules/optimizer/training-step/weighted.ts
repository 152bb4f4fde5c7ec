import type { Mend } from "../../../finding.ts";
import { lineEnding, lineStart } from "../../../fix/lines.ts";
import { needsParentheses } from "../../../fix/values.ts";
import type { Context } from "../../../rule.ts";
import type { Backward, StepScope } from "../../../steps/events.ts";
import { freshNames } from "../../../steps/fresh.ts";
import type { Argument, Expression } from "../../../syntax/nodes.ts";

/**
 * `z.backward(g)` → `total = (z * g).sum()` and `total.backward()`, which has the same gradients: the next round finds a
 * loss that is a number. Undefined where backward() is given something else.
 */
export function weighted({ statement, loss }: Backward, scope: StepScope, context: Context): Mend | undefined {
  const call = statement.value;
  const isWeight = ({ form, name }: Argument, i: number) => name === "gradient" || (form === "positional" && i === 0);
  const given = call.arguments.find(isWeight);
  const others = call.arguments.filter((argument) => argument !== given);
  const { text } = context;
  if (!given || others.some(({ name }) => name !== "retain_graph")) return undefined;
  if (text.slice(call.start, call.end).includes("#")) return undefined;
  const source = (node: Expression) => text.slice(node.start, node.end);
  const z = needsParentheses(loss) ? `(${source(loss)})` : source(loss);
  const total = freshNames(scope, context)("total");
  const indent = text.slice(lineStart(text, statement.start), statement.start);
  if (indent.trim()) return undefined;
  const made = `${total} = (${z} * ${constant(given.value, source, context)}).sum()`;
  const lines = `${made}${lineEnding(text)}${indent}${total}.backward()`;
  return { edits: [{ start: statement.start, end: statement.end, text: lines }], forms: ["step:weighted"] };
}

/** The weight, from which nothing is learned. */
function constant(weight: Expression, source: (node: Expression) => string, { names }: Context): string {
  const callee = weight.kind === "call" && weight.function.kind === "attribute" ? weight.function.name : "";
  const isMade = /^(ones_like|zeros_like|ones|zeros|tensor|full)$/.test(callee) || weight.kind === "number";
  return isMade ? source(weight) : `${names.spell("mindspore.ops.stop_gradient")}(${source(weight)})`;
}
