import { asNumber } from "../../../fix/as-number.ts";
import { type Context, defineRule } from "../../../rule.ts";
import { isTensor, type Typed } from "../../../semantics/kinds.ts";
import { isNumPyScalar } from "../../../semantics/numpy-scalars.ts";
import { mentions, subscriptsOf } from "../../../syntax/collect.ts";

/** An array or a number of NumPy's among the indices of a tensor: MindSpore raises at both. */
export default defineRule({
  name: "numpy-index",
  category: "data",
  *scan({ text, model, names }: Context) {
    if (!namesNumPy(text, model.module)) return;
    const indices = subscriptsOf(model.module).flatMap(({ value, items }) => items.map((item) => ({ value, item })));
    for (const { value, item } of indices) {
      const typed = model.kindOf(item);
      const isArray = isNumPyArray(typed);
      if (!typed || !(isArray || isNumPyScalar(typed))) continue;
      const indexed = model.kindOf(value);
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
