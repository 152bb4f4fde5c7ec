import type { Argument, Expression } from "../syntax/nodes.ts";

const FIELD = /\{\{|\}\}|\{(\w*)(?::((?:[^{}]|\{\w*\})+))?([^{}]*)\}/g;

/** The arguments that a template formats by a specification, as `{:.4f}` does: not those it only writes. */
export function formattedBy(template: string, args: readonly Argument[]): Expression[] {
  if (args.some(({ form }) => form === "star" || form === "doublestar")) return [];
  const positional = args.filter(({ form }) => form === "positional");
  const found: Expression[] = [];
  let next = 0;
  for (const [whole, name, specification, rest] of template.matchAll(FIELD)) {
    if (whole === "{{" || whole === "}}") continue;
    const at = name === "" ? next++ : Number(name);
    const argument = Number.isNaN(at) ? args.find((one) => one.name === name) : positional[at];
    if (specification && !rest && argument) found.push(argument.value);
  }
  return found;
}
