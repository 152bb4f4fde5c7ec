import { defineRule, type Report } from "../../../rule.ts";
import { classFamily, type LayerFamily } from "../../../semantics/kinds.ts";
import { isHalfMigrated } from "../../half-migrated.ts";
import { mixedCalls } from "./calls.ts";
import { type Held, heldBy } from "./held.ts";

const REFUSED = "Migrate the whole class: only then does what it holds belong to it.";

/** A Cell or a MindSpore Parameter inside a torch Module, or torch's inside a Cell: each runs, and is silently wrong. */
export default defineRule({
  name: "mixed-frameworks",
  category: "seam",
  *scan(context) {
    const { model } = context;
    if (!isHalfMigrated(context)) return;
    yield* mixedCalls(context);
    for (const info of model.classes) {
      const family = classFamily(info);
      if (!family) continue;
      const at = { start: info.node.nameStart, end: info.node.nameStart + info.name.length };
      for (const [attribute, typed] of info.attributes) {
        const strange = heldBy(typed).find((held) => held.family !== family);
        if (strange) yield report(`self.${attribute} of ${info.name}`, info.name, strange, at);
      }
    }
  },
});

function report(what: string, name: string, { is, family }: Held, at: Report["at"]): Report {
  return {
    at,
    verdict: "manual",
    effect: "silent",
    message: MESSAGES[is][family](what, name),
    mend: () => ({ refused: REFUSED }),
  };
}

/** What is wrong, by what is held and whose it is. */
const MESSAGES: Readonly<Record<Held["is"], Readonly<Record<LayerFamily, (what: string, name: string) => string>>>> = {
  layer: {
    mindspore: (what, name) =>
      `A Cell inside a torch Module never leaves inference mode, and its parameters are not the Module's: ${what}. Migrate ${name}.`,
    torch: (what) => `A torch Module inside a Cell is not trained with it: ${what}. Migrate its class.`,
  },
  parameter: {
    mindspore: (what, name) =>
      `A MindSpore Parameter is none of a torch Module's parameters, so it is not trained: ${what}. Migrate ${name}.`,
    torch: (what) =>
      `A torch Parameter is none of a Cell's parameters, so it is not trained: ${what}. Write ms.Parameter.`,
  },
};
