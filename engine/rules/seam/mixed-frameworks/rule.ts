import { defineRule, type Report } from "../../../rule.ts";
import { layerFamily } from "../../../semantics/kinds.ts";

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
        const other = typed?.kind.is === "instance" ? layerFamily(typed.kind) : undefined;
        if (!other || other === family) continue;
        yield report(info.name, attribute, family, {
          start: info.node.nameStart,
          end: info.node.nameStart + info.name.length,
        });
      }
    }
  },
});

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
