import { type Definition, isBuiltin } from "../../../catalogue/definition.ts";
import type { Mapping } from "../../../catalogue/mapping.ts";
import { mappingOf } from "../../../catalogue/mappings.ts";
import { REASONS } from "../../../catalogue/reasons.ts";
import { mindsporeHas } from "../../../catalogue/signatures.ts";
import { type Edit, type Effect, isRefusal, type Mend, type Refusal, type Verdict } from "../../../finding.ts";
import { carry, definitionFor, inOutline, writeOut } from "../../../fix/carry.ts";
import { heldByCalls } from "../../../fix/held-type.ts";
import { overloadOf } from "../../../fix/overload.ts";
import { sayInstead, spelled } from "../../../fix/spelled.ts";
import { isCastTo } from "../../../fix/tensor-type.ts";
import { type Context, defineRule, type Report } from "../../../rule.ts";
import type { Reference } from "../../../semantics/reference.ts";
import { shortName } from "../../wording.ts";

/** A name whose counterpart the catalogue knows as data: renamed, or with other arguments. */
export default defineRule({
  name: "mapped-api",
  category: "api",
  find(found, context) {
    const whole = mappingOf(found.name);
    if (!whole || whole.keeps || ON_IMAGES.test(found.name)) return undefined;
    if (whole.isType && isCastTo(found.node, found.statement)) return undefined;
    const mapping = overloadOf(found, whole, context);
    // A variable that holds the whole cannot stand for one of its overloads, which is called by its own name.
    const reference = found.alias && mapping.to !== whole.to ? { ...found, alias: false } : found;
    if (mapping.says) return withExpression(reference, mapping.says, context);
    const definition = definitionFor(reference, mapping, context);
    if (definition) return withDefinition(reference, mapping, definition, context);
    return hasCounterpart(mapping) ? withCounterpart(reference, mapping, context) : without(reference, mapping);
  },
});

const hasCounterpart = (mapping: Mapping): mapping is Mapping & { to: string } => mapping.to !== undefined;

/** torchvision's functions work on images without torch as well: they may stay as they are. */
const ON_IMAGES = /^torchvision\.transforms\.(v2\.)?functional\./;

/** What MindSpore has nothing for is written into the file; where the file says so already, nothing is found. */
function withDefinition(
  reference: Reference,
  mapping: Mapping,
  definition: Definition,
  context: Context,
): Report | undefined {
  const mend = writeOut(reference, mapping, definition, context, inOutline);
  if (!isRefusal(mend) && !mend.edits.length) return undefined;
  const what = definition.python.startsWith("class") ? "class" : "function";
  const lack = mapping.effect === "silent" ? "computes something else in MindSpore" : "has no counterpart in MindSpore";
  const note = mapping.note ? ` ${mapping.note}` : "";
  const name = shortName(reference.name);
  return {
    at: reference.call ?? reference.node,
    verdict: isRefusal(mend) ? "manual" : "adapted",
    effect: mapping.effect ?? "loud",
    name: reference.name,
    message: isRefusal(mend)
      ? `${name} ${lack}. ${mend.refused}`
      : isBuiltin(definition)
        ? `${name} is Python's own ${definition.name} in MindSpore.${note}`
        : `${name} ${lack}: a ${what} that computes the same is written into the file.${note}`,
    mend: () => writeOut(reference, mapping, definition, context),
  };
}

/** A value, or a function whose answer is always the same. */
function withExpression(reference: Reference, says: string, context: Context): Report {
  const at = reference.call ?? reference.node;
  const text = spelled(says, context);
  return {
    at,
    verdict: "adapted",
    effect: "loud",
    name: reference.name,
    message: `${shortName(reference.name)} is ${text} in MindSpore.`,
    mend: () => sayInstead(reference, says, context),
  };
}

function withCounterpart(
  reference: Reference,
  mapping: Mapping & { to: string },
  context: Context,
): Report | undefined {
  if (!mindsporeHas(mapping.to, context.target.mindspore)) return tooNew(reference, mapping, context);
  const outline = carry(reference, mapping, context, inOutline);
  const judged = judgement(reference, mapping, outline);
  return (
    judged && {
      at: reference.call ?? reference.node,
      ...judged,
      name: reference.name,
      mend: () =>
        heldByCalls(reference, mapping, context) ?? (mapping.adapter ? carry(reference, mapping, context) : outline),
    }
  );
}

type Judged = Pick<Report, "verdict" | "effect" | "message"> | undefined;

function judgement(reference: Reference, mapping: Mapping & { to: string }, mend: Mend | Refusal): Judged {
  const refused = isRefusal(mend) ? mend.refused : undefined;
  if (!isRefusal(mend) && !mend.edits.length) return undefined;
  const adapted = isRefusal(mend) || mend.edits.some((edit) => !isRename(edit, reference));
  const verdict: Verdict = refused ? "manual" : adapted ? "adapted" : "renamed";
  const effect: Effect = mapping.effect ?? (adapted ? "loud" : "none");
  return { verdict, effect, message: sentence(reference, mapping, verdict, refused) };
}

/** Whether an edit changes nothing but the name. */
const isRename = (edit: Edit, { node }: Reference): boolean =>
  edit.start >= node.start && edit.end === node.end && edit.text !== "";

function sentence(
  reference: Reference,
  mapping: Mapping & { to: string },
  verdict: Verdict,
  refused: string | undefined,
): string {
  const from = shortName(reference.written ?? reference.name);
  const to = shortName(mapping.to);
  const note = mapping.note ? ` ${mapping.note}` : "";
  if (refused) return `${from} becomes ${to}, but not automatically here: ${refused}`;
  if (verdict !== "renamed")
    return from === to
      ? `${from} takes other arguments in MindSpore.${note}`
      : `${from} becomes ${to} with other arguments.${note}`;
  return from === to ? `${from} keeps its name in MindSpore.${note}` : `${from} is ${to} in MindSpore.${note}`;
}

function without(reference: Reference, mapping: Mapping): Report {
  const refused = mapping.instead ?? "There is no counterpart.";
  const { verdict, effect, says } = REASONS[mapping.reason ?? "no-counterpart"];
  return {
    at: reference.call ?? reference.node,
    verdict,
    effect,
    name: reference.name,
    message: `${says(shortName(reference.name))} ${refused}`,
    mend: () => ({ refused }),
  };
}

function tooNew(reference: Reference, mapping: Mapping & { to: string }, context: Context): Report {
  const since = mapping.since ? ` It came with ${mapping.since}.` : "";
  const refused = mapping.instead ?? `Choose a newer target, or write it by hand.${since}`;
  return {
    at: reference.call ?? reference.node,
    verdict: "manual",
    effect: "loud",
    name: reference.name,
    message: `${shortName(mapping.to)} is not in MindSpore ${context.target.mindspore}.${since} ${refused}`.trim(),
    mend: () => ({ refused }),
  };
}
