import type { Edit, Mend } from "../../../finding.ts";
import { lineEnding, lineStart } from "../../../fix/lines.ts";
import type { Context } from "../../../rule.ts";
import { argumentOf, type Reference } from "../../../semantics/reference.ts";
import type { Expression } from "../../../syntax/nodes.ts";
import { walkExpressions } from "../../../syntax/walk.ts";

/**
 * One optimizer over several models: MindSpore refuses two parameters of one name, which models made apart have.
 * All but the first are given their variable's name in front.
 */
export function withNamesApart(mend: Mend, reference: Reference, context: Context): Mend {
  const [, ...others] = modelsApart(reference, context);
  const { statement } = reference;
  const { text } = context;
  const start = lineStart(text, statement.start);
  const indent = text.slice(start, statement.start);
  if (!others.length || indent.trim()) return mend;
  const lines = others.map(
    ([source, name]) => `${indent}${source}.update_parameters_name("${name}.")${lineEnding(text)}`,
  );
  const named: Edit = { start, end: start, text: lines.join("") };
  return {
    ...mend,
    edits: [named, ...mend.edits],
    forms: [...mend.forms, "optimizer:several-models"],
    unsafe: mend.unsafe ?? "parameters are renamed, and with them what ms.save_checkpoint writes",
  };
}

/** The models whose parameters an optimizer is given and that are no parts of another: their text and their variable's name. */
function modelsApart({ call, place }: Reference, { text }: Context): Map<string, string> {
  const models = new Map<string, string>();
  const given = call && argumentOf(call, "params", 0)?.value;
  const isPart = place.class?.roots.some((root) => /^(torch|mindspore)\.nn\./.test(root)) ?? false;
  if (!given) return models;
  walkExpressions(given, (node) => {
    if (node.kind !== "call" || node.function.kind !== "attribute") return;
    if (!/^(parameters|trainable_params)$/.test(node.function.name)) return;
    const { value } = node.function;
    const name = nameApart(value, isPart);
    if (name) models.set(text.slice(value.start, value.end), name);
  });
  return models;
}

/** `net`, and `net` of `self.net` where self is no model itself, whose parts have its names in front already. */
function nameApart(node: Expression, isPart: boolean): string | undefined {
  if (node.kind === "name") return node.id === "self" ? undefined : node.id;
  const isOwn = node.kind === "attribute" && node.value.kind === "name" && node.value.id === "self" && !isPart;
  return isOwn ? node.name : undefined;
}
