import { asNumber } from "../../../fix/as-number.ts";
import { type Context, defineRule } from "../../../rule.ts";
import { isTensor } from "../../../semantics/kinds.ts";
import { isNumPyScalar } from "../../../semantics/numpy-scalars.ts";
import { collector, inventoryOf, mentions } from "../../../syntax/collect.ts";

/** `np.sqrt(2) * x`: NumPy computes first what stands on its right, and makes an array of MindSpore's tensor, without a gradient. */
export default defineRule({
  name: "numpy-operand",
  category: "data",
  *scan({ model, text }: Context) {
    if (!namesNumPy(text, model.module)) return;
    for (const { left, right } of operationsIn(model.module)) {
      const number = model.kindOf(left);
      const tensor = isNumPyScalar(number) ? model.kindOf(right) : undefined;
      if (!number || !isTensor(tensor)) continue;
      const isLikely = number.ground === "likely" || tensor.ground === "likely";
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

const operationsIn = collector((statement) => inventoryOf(statement).operations);
