import { kindCollector } from "../../../by-kinds.ts";
import { asNumber } from "../../../fix/as-number.ts";
import { type Context, defineRule } from "../../../rule.ts";
import { isTensor } from "../../../semantics/kinds.ts";
import { isNumPyScalar } from "../../../semantics/numpy-scalars.ts";
import { inventoryOf, mentions } from "../../../syntax/collect.ts";

/** `np.sqrt(2) * x`: NumPy computes first what stands on its right, and makes an array of MindSpore's tensor, without a gradient. */
export default defineRule({
  name: "numpy-operand",
  category: "data",
  *scan(context: Context) {
    const { model, text } = context;
    if (!namesNumPy(text, model.module)) return;
    for (const { left, right } of operandsIn(context)) {
      const isLikely = [left, right].some((operand) => model.kindOf(operand)?.ground === "likely");
      yield {
        at: left,
        verdict: "adapted",
        effect: "silent",
        message: "In MindSpore a NumPy number on the left makes an array, without a gradient. Write .item().",
        mend: () => ({
          edits: asNumber(left),
          forms: ["numpy:operand"],
          unsafe: isLikely ? "it is only likely that this is a number of NumPy's beside a tensor" : undefined,
        }),
      };
    }
  },
});

const namesNumPy = mentions("numpy");

/** Operations with a NumPy number on the left and a tensor on the right. */
const operandsIn = kindCollector((statement, { model }) =>
  inventoryOf(statement).operations.filter(
    ({ left, right }) => isNumPyScalar(model.kindOf(left)) && isTensor(model.kindOf(right)),
  ),
);
