import { defineRule, type Report } from "../../../rule.ts";
import { type LayerFamily, layerFamily, type OwnClass } from "../../../semantics/kinds.ts";
import { isHalfMigrated } from "../../half-migrated.ts";
import { familyOfClass, isInside, neverDefined } from "../family.ts";
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
    const raising = neverDefined(model);
    yield* mixedCalls(context).filter(({ at }) => !isInside(raising, at));
    for (const info of model.classes) {
      const family = familyOfClass(info);
      if (!family) continue;
      const at = { start: info.node.nameStart, end: info.node.nameStart + info.name.length };
      if (isOfBoth(info)) yield found(both(info.name), at);
      for (const [attribute, typed] of info.attributes) {
        const strange = heldBy(typed).find((held) => held.family !== family);
        if (strange) yield report(`self.${attribute} of ${info.name}`, info.name, strange, at);
      }
    }
  },
});

/** Whether a class is below a Module and a Cell. */
const isOfBoth = ({ roots }: OwnClass): boolean =>
  new Set(roots.flatMap((name) => layerFamily({ is: "class", name }) ?? [])).size > 1;

const both = (name: string): string =>
  `No class is a torch Module and a Cell at once: each sets up its own layers and parameters and overwrites the other's: ${name}. Keep the Cell.`;

const report = (what: string, name: string, { is, family }: Held, at: Report["at"]): Report =>
  found(MESSAGES[is][family](what, name), at);

const found = (message: string, at: Report["at"]): Report => ({
  at,
  verdict: "manual",
  effect: "silent",
  message,
  mend: () => ({ refused: REFUSED }),
});

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
