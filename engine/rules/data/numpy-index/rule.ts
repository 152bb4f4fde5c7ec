import { kindCollector } from "../../../by-kinds.ts";
import { asNumber } from "../../../fix/as-number.ts";
import { handedTo } from "../../../fix/handed.ts";
import { type Context, defineRule } from "../../../rule.ts";
import { isTensor, type Typed } from "../../../semantics/kinds.ts";
import { isNumPyScalar } from "../../../semantics/numpy-scalars.ts";
import { inventoryOf, mentions } from "../../../syntax/collect.ts";

/** An array or a number of NumPy's among the indices of a tensor: MindSpore raises at both. */
export default defineRule({
  name: "numpy-index",
  category: "data",
  *scan(context: Context) {
    const { text, model, names } = context;
    if (!namesNumPy(text, model.module)) return;
    for (const { value, item } of indicesIn(context)) {
      const isArray = isNumPyArray(model.kindOf(item));
      const to = names.spell("mindspore.tensor");
      const isLikely = [value, item].some((one) => model.kindOf(one)?.ground === "likely");
      yield {
        at: item,
        verdict: "adapted",
        effect: "loud",
        message: `MindSpore takes no ${isArray ? "array" : "number"} of NumPy's for an index. Write ${isArray ? `${to}(…)` : ".item()"}.`,
        mend: () => ({
          edits: isArray ? handedTo(to, item) : asNumber(item),
          forms: [`index:numpy-${isArray ? "array" : "number"}`],
          unsafe: isLikely ? "it is only likely that this is NumPy's, in a tensor" : undefined,
        }),
      };
    }
  },
});

/** What is NumPy's among the indices of tensors. */
const indicesIn = kindCollector((statement, { model }) =>
  inventoryOf(statement).subscripts.flatMap(({ value, items }) => {
    const found = items.filter((item) => isOfNumPy(model.kindOf(item)));
    return found.length && isTensor(model.kindOf(value)) ? found.map((item) => ({ value, item })) : [];
  }),
);

const isOfNumPy = (typed: Typed | undefined): boolean => isNumPyArray(typed) || isNumPyScalar(typed);

const isNumPyArray = (typed: Typed | undefined): boolean =>
  typed?.kind.is === "instance" && typed.kind.of === "numpy.ndarray";

const namesNumPy = mentions("numpy");
