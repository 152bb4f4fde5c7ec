import { asNumber } from "../../../fix/as-number.ts";
import { type Context, defineRule } from "../../../rule.ts";
import { isTensor, type Typed } from "../../../semantics/kinds.ts";
import { isNumPyScalar } from "../../../semantics/numpy-scalars.ts";
import { collector, mentions } from "../../../syntax/collect.ts";
import type { Expression, Statement } from "../../../syntax/nodes.ts";
import { walkExpressions } from "../../../syntax/walk.ts";

/** An array or a number of NumPy's among the indices of a tensor: MindSpore raises at both. */
export default defineRule({
  name: "numpy-index",
  category: "data",
  *scan({ text, model, names }: Context) {
    if (!namesNumPy(text, model.module)) return;
    for (const { tensor, item } of indicesIn(model.module)) {
      const typed = model.kindOf(item);
      const isArray = isNumPyArray(typed);
      if (!typed || !(isArray || isNumPyScalar(typed))) continue;
      const indexed = model.kindOf(tensor);
      if (!isTensor(indexed)) continue;
      const to = names.spell("mindspore.tensor");
      const isLikely = typed.ground === "likely" || indexed.ground === "likely";
      yield {
        at: item,
        verdict: "adapted",
        effect: "loud",
        message: `MindSpore takes no ${isArray ? "array" : "number"} of NumPy's for an index. Write ${isArray ? `${to}(…)` : ".item()"}.`,
        mend: () => ({
          edits: isArray
            ? [
                { start: item.start, end: item.start, text: `${to}(` },
                { start: item.end, end: item.end, text: ")" },
              ]
            : asNumber(item),
          forms: [`index:numpy-${isArray ? "array" : "number"}`],
          unsafe: isLikely ? "it is only likely that this is NumPy's, in a tensor" : undefined,
        }),
      };
    }
  },
});

const isNumPyArray = (typed: Typed | undefined): boolean =>
  typed?.kind.is === "instance" && typed.kind.of === "numpy.ndarray";

const namesNumPy = mentions("numpy");

const indicesIn = collector((top: Statement) => {
  const found: { readonly tensor: Expression; readonly item: Expression }[] = [];
  walkExpressions(top, (node) => {
    if (node.kind === "subscript") for (const item of node.items) found.push({ tensor: node.value, item });
  });
  return found;
});
