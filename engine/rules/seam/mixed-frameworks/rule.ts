import { defineRule, type Report } from "../../../rule.ts";
import { layerFamily, type Typed } from "../../../semantics/kinds.ts";

const REFUSED = "Migrate the whole class: only then does what it holds belong to it.";

/** A Cell inside a torch Module, or a Module inside a Cell: each runs, and is silently wrong. */
export default defineRule({
  name: "mixed-frameworks",
  category: "seam",
  *scan({ model }) {
    for (const info of model.classes) {
      const family = layerFamily({ is: "class", name: info.name, definition: info });
      if (!family) continue;
      for (const [attribute, typed] of info.attributes) {
        if (!families(typed).some((other) => other !== family)) continue;
        yield report(info.name, attribute, family, {
          start: info.node.nameStart,
          end: info.node.nameStart + info.name.length,
        });
      }
    }
  },
});

/** The frameworks of the layers that a value is or holds. */
function families(typed: Typed | undefined): ("torch" | "mindspore")[] {
  const kind = typed?.kind;
  if (kind?.is === "tuple") return kind.items.flatMap(families);
  if (kind?.is === "collection") return families(kind.item);
  if (kind?.is !== "instance") return [];
  const own = layerFamily(kind);
  return [...(own ? [own] : []), ...families(kind.item)];
}

function report(
  name: string,
  attribute: string,
  family: "torch" | "mindspore",
  at: { start: number; end: number },
): Report {
  const message =
    family === "torch"
      ? `A Cell inside a torch Module never leaves inference mode, and its parameters are not the Module's: self.${attribute} of ${name}. Migrate ${name}.`
      : `A torch Module inside a Cell is not trained with it: self.${attribute} of ${name}. Migrate its class.`;
  return { at, verdict: "manual", effect: "silent", message, mend: () => ({ refused: REFUSED }) };
}
