import type { Mapping } from "../catalogue/mapping.ts";
import { torchNameKind } from "../catalogue/signatures.ts";
import type { Mend, Refusal } from "../finding.ts";
import type { Context } from "../rule.ts";
import type { Reference } from "../semantics/reference.ts";
import type { Added } from "./arguments.ts";
import { likelyReason } from "./likely.ts";

/** The qualified name at the head of a mapping's text: `@mindspore.float32`. */
const NAME = /^@([\w.]+)/;

/** A mapping's text as a file says it. */
export const spelled = (text: string, { names }: Context): string =>
  text.replace(NAME, (_, name: string) => names.spell(name));

/** The arguments that a mapping adds, as a file says them. */
export const addedBy = ({ add }: Mapping, context: Context): Added =>
  add ? Object.entries(add).map(([name, text]) => [name, spelled(text, context)] as const) : NOTHING_ADDED;

const NOTHING_ADDED: Added = [];

/** Puts a mapping's text in the place of a value, or of a call whose answer does not hang on its arguments. */
export function sayInstead(reference: Reference, says: string, context: Context): Mend | Refusal {
  const { name, node, call, alias, use } = reference;
  const isType = use === "annotation" || use === "isinstance";
  const isValue = torchNameKind(name) === "attribute" || isType;
  if (alias || (!call && !isValue))
    return { refused: `It is handed on without being called: call it, or hand on ${spelled(says, context)}.` };
  const { start, end } = call ?? node;
  if (context.text.slice(start, end).includes("#")) return { refused: "A comment stands between the arguments." };
  return {
    edits: [{ start, end, text: spelled(says, context) }],
    forms: [isType ? `api:${use}` : isValue ? `${name}:value` : `${name}()`],
    unsafe: reference.receiver && likelyReason(reference, context),
  };
}
