import { DISCOURAGED, presentName } from "../../../catalogue/former-names.ts";
import { mindsporeHas, removedIn } from "../../../catalogue/signatures.ts";
import type { Mend, Refusal } from "../../../finding.ts";
import { type Context, defineRule, type Report } from "../../../rule.ts";
import { isMindSporeName } from "../../../semantics/frameworks.ts";
import type { Reference } from "../../../semantics/reference.ts";
import { atLeast } from "../../../target.ts";
import { shortName } from "../../wording.ts";
import { deviceSetting } from "./device-setting.ts";

/** A name of MindSpore that the target's version has no more, or has under another name. */
export default defineRule({
  name: "deprecated-name",
  category: "habit",
  *scan(context) {
    for (const reference of context.model.references) {
      const report = isMindSporeName(reference.name) && !reference.alias ? look(reference, context) : undefined;
      if (report) yield report;
    }
  },
});

function look(reference: Reference, context: Context): Report | undefined {
  const { name } = reference;
  const version = context.target.mindspore;
  const setting = atLeast(version, "2.7") && deviceSetting(reference, context);
  if (setting) return setting;
  const to = presentName(name, version);
  const removed = mindsporeHas(name, version) ? undefined : removedIn(name, version);
  if (to) {
    const why = removed ? `${shortName(name)} is gone since MindSpore ${removed}` : `${shortName(name)} is an old name`;
    return report(reference, removed, `${why}: write ${shortName(to)}.`, () => rename(reference, to, context));
  }
  const advice = DISCOURAGED[name];
  if (!removed && !advice) return undefined;
  const what = removed ? `is gone since MindSpore ${removed}` : "is discouraged by MindSpore";
  const refused = advice ?? "MindSpore names nothing in its place.";
  return report(reference, removed, `${shortName(name)} ${what}. ${refused}`, () => ({ refused }));
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

const rename = ({ node }: Reference, to: string, { names }: Context): Mend => ({
  edits: [{ start: node.start, end: node.end, text: names.spell(to) }],
  forms: ["habit:renamed"],
  uses: [to],
});
