import type { Mend, Refusal } from "../../../finding.ts";
import { renameAttribute } from "../../../fix/attribute.ts";
import { handedTo } from "../../../fix/handed.ts";
import { perFile } from "../../../per-file.ts";
import type { Context } from "../../../rule.ts";
import type { Reference } from "../../../semantics/reference.ts";
import type { Expression } from "../../../syntax/nodes.ts";
import { isSimpleName, walkExpressions } from "../../../syntax/walk.ts";
import { form } from "./form.ts";

/** `next(model.parameters())` needs an iterator, and a Cell's parameters are a list. */
export function parameters(reference: Reference, { text, model }: Context): Mend | Refusal {
  const { node, call, name, receiver } = reference;
  if (call && receiver && includesFrozen(reference, text)) {
    const all = `[p for name, p in ${text.slice(receiver.start, receiver.end)}.parameters_and_names() if "moving_" not in name]`;
    return { edits: [{ start: call.start, end: call.end, text: all }], forms: [`${form(name)}/frozen`] };
  }
  const edits = renameAttribute(node, "trainable_params", text);
  if (!call || !iterated({ model }).has(call)) return { edits, forms: [form(name)] };
  return { edits: [...edits, ...handedTo("iter", call)], forms: [`${form(name)}/next`] };
}

/**
 * Whether parameters that are not trained matter here, which trainable_params() leaves out: a loop over them, or their
 * count, in a file that freezes some.
 */
function includesFrozen({ call, statement }: Reference, text: string): boolean {
  if (!/\.requires_grad(_\(|\s*=[^=])/.test(text)) return false;
  if (statement.kind === "for") return call!.end <= statement.iterable.end;
  const source = text.slice(statement.start, statement.end);
  return source.includes("numel()") && !source.includes("requires_grad") && !source.includes("\n    ");
}

/** What stands in `next(…)`. */
const iterated = perFile(({ model }: Pick<Context, "model">): ReadonlySet<Expression> => {
  const found = new Set<Expression>();
  walkExpressions(model.module, (node) => {
    if (node.kind === "call" && isSimpleName(node.function, "next") && node.arguments.length)
      found.add(node.arguments[0].value);
  });
  return found;
});
