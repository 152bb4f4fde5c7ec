import { anyOfMindSpore } from "../../../any-name.ts";
import {
  DISCOURAGED,
  LONG_GONE,
  presentName,
  replacementOf,
  shortened,
  UNSEEN,
  warnedOf,
} from "../../../catalogue/former-names.ts";
import { deprecationOf, mindsporeHas, removedIn } from "../../../catalogue/signatures.ts";
import type { Mend, Refusal } from "../../../finding.ts";
import { type Context, defineRule, type Report } from "../../../rule.ts";
import { isMindSporeName } from "../../../semantics/frameworks.ts";
import type { Reference } from "../../../semantics/reference.ts";
import { shortName } from "../../wording.ts";
import { deviceSetting } from "./device-setting.ts";
import { gradientOperation } from "./gradient-operation.ts";
import { formerImports, throughFormer, toldByImports } from "./imports.ts";
import { keepProbability } from "./keep-probability.ts";

/** A name of MindSpore that the target's version has no more, or has under another name. */
export default defineRule({
  name: "deprecated-name",
  category: "habit",
  *scan(context) {
    yield* formerImports(context);
    if (!anyOfMindSpore(context.model.names)) return;
    for (const reference of context.model.references) {
      const report = isMindSporeName(reference.name) && !reference.alias ? look(reference, context) : undefined;
      if (report) yield report;
    }
  },
});

/** What is written anew with what stands around the name. */
const CALLS = [throughFormer, deviceSetting, gradientOperation, keepProbability];

function look(reference: Reference, context: Context): Report | undefined {
  for (const ofCall of CALLS) {
    const found = ofCall(reference, context);
    if (found) return found;
  }
  return ofName(reference, context);
}

function ofName(reference: Reference, context: Context): Report | undefined {
  const { name } = reference;
  const version = context.target.mindspore;
  const to = presentName(name, version);
  const known = shortened(name);
  const removed = mindsporeHas(known, version) || UNSEEN.has(known) ? undefined : removedIn(known, version);
  if (removed && reference.node.kind === "name" && toldByImports(context).has(name)) return undefined;
  if (to) {
    const why = removed ? `${shortName(name)} is gone since MindSpore ${removed}` : `${shortName(name)} is an old name`;
    const form = "habit:renamed";
    const found = report(reference, removed, `${why}: write ${shortName(to)}.`, () =>
      rename(reference, to, form, context),
    );
    return removed ? found : { ...found, severity: "hint" };
  }
  const advice = DISCOURAGED[known];
  if (removed || advice) {
    const what = removed ? `is gone since MindSpore ${removed}` : "is discouraged by MindSpore";
    const refused = advice ?? "MindSpore names nothing in its place.";
    return report(reference, removed, `${shortName(name)} ${what}. ${refused}`, () => ({ refused }));
  }
  const gone = LONG_GONE[known];
  if (gone)
    return report(reference, known, `${shortName(name)} is not in MindSpore ${version}. ${gone}`, () => ({
      refused: gone,
    }));
  const warned = warnedOf(known, version);
  if (warned)
    return report(reference, undefined, `MindSpore ${version} warns of ${shortName(name)}. ${warned}`, () => ({
      refused: warned,
    }));
  return ofDeprecation(reference, context);
}

/** The decorator in the sources is that of another function, which had this name before. */
const KEPT: ReadonlySet<string> = new Set(["mindspore.ops.arange"]);

/** What MindSpore's own decorator says of a name; what only mint has in its place has no kernel on every device. */
function ofDeprecation(reference: Reference, context: Context): Report | undefined {
  const { name } = reference;
  const version = context.target.mindspore;
  const mark = deprecationOf(name, version);
  if (!mark?.instead || mark.instead.startsWith("mindspore.mint.") || KEPT.has(name)) return undefined;
  const to = replacementOf(name, mark.instead, version);
  const refused = `MindSpore names ${to ? shortName(to) : mark.instead} in its place, which takes other arguments.`;
  const cure = to ? `write ${shortName(to)}.` : `MindSpore names ${mark.instead} in its place.`;
  const message = `${shortName(name)} is deprecated since MindSpore ${mark.since}: ${cure}`;
  const form = `habit:replaced:${name}`;
  return report(reference, undefined, message, () => (to ? rename(reference, to, form, context) : { refused }));
}

const report = (
  { node, name }: Reference,
  removed: string | undefined,
  message: string,
  mend: () => Mend | Refusal,
): Report => ({
  at: node,
  verdict: "renamed",
  effect: removed ? "loud" : "none",
  severity: removed ? "error" : "information",
  name,
  message,
  mend,
});

const rename = ({ node }: Reference, to: string, form: string, { names }: Context): Mend => ({
  edits: [{ start: node.start, end: node.end, text: names.spell(to) }],
  forms: [form],
});
