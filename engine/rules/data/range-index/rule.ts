import { defineRule } from "../../../rule.ts";
import { isTensor } from "../../../semantics/kinds.ts";
import { collector, mentions } from "../../../syntax/collect.ts";
import type { Call, Expression, Statement } from "../../../syntax/nodes.ts";
import { isSimpleName, walkExpressions } from "../../../syntax/walk.ts";

/** A range among the indices of a tensor: MindSpore takes lists and tensors, and raises at a range. */
export default defineRule({
  name: "range-index",
  category: "data",
  *scan({ text, model }) {
    if (!hasRanges(text, model.module)) return;
    for (const { tensor, range } of indicesIn(model.module)) {
      const typed = model.kindOf(tensor);
      if (!isTensor(typed)) continue;
      yield {
        at: range,
        verdict: "adapted",
        effect: "loud",
        message: "A range is no index in MindSpore: a list of it is.",
        mend: () => ({
          edits: [
            { start: range.start, end: range.start, text: "list(" },
            { start: range.end, end: range.end, text: ")" },
          ],
          forms: ["index:range"],
          unsafe: typed.ground === "likely" ? "what is indexed is only likely a tensor" : undefined,
        }),
      };
    }
  },
});

const hasRanges = mentions("[range(");

const indicesIn = collector((top: Statement) => {
  const found: { readonly tensor: Expression; readonly range: Call }[] = [];
  walkExpressions(top, (node) => {
    if (node.kind !== "subscript") return;
    for (const item of node.items.flatMap((item) => (item.kind === "tuple" ? item.items : [item])))
      if (item.kind === "call" && isSimpleName(item.function, "range")) found.push({ tensor: node.value, range: item });
  });
  return found;
});
