import { needsParentheses } from "../../../fix/values.ts";
import { type Context, defineRule } from "../../../rule.ts";
import { isTensor, nameBehind } from "../../../semantics/kinds.ts";
import { callsIn, collector, mentions } from "../../../syntax/collect.ts";
import type { Call } from "../../../syntax/nodes.ts";
import { lastName } from "../../../syntax/walk.ts";

/** `copy.deepcopy(x)` of a tensor: since 2.10 MindSpore's copy shares the memory of what it is a copy of. */
export default defineRule({
  name: "tensor-deepcopy",
  category: "data",
  *scan({ model, text }: Context) {
    if (!namesCopy(text, model.module)) return;
    for (const call of copiesIn(model.module)) {
      const [{ value }] = call.arguments;
      const typed = model.kindOf(value);
      if (nameBehind(model.kindOf(call.function)) !== "copy.deepcopy") continue;
      if (!isTensor(typed) || typed.kind.of.endsWith("Parameter")) continue;
      const [open, close] = needsParentheses(value) || value.kind === "unary" ? ["(", ")"] : ["", ""];
      yield {
        at: call,
        verdict: "adapted",
        effect: "silent",
        message: "A deep copy of MindSpore's tensor shares its memory with it. Write .copy().",
        mend: () => ({
          edits: [
            { start: call.start, end: value.start, text: open },
            { start: value.end, end: call.end, text: `${close}.copy()` },
          ],
          forms: ["tensor:deepcopy"],
          unsafe: typed.ground === "likely" ? "what is copied is only likely a tensor" : undefined,
        }),
      };
    }
  },
});

const namesCopy = mentions("deepcopy");

const copiesIn = collector((statement): readonly Call[] =>
  callsIn(statement).filter((call) => lastName(call.function) === "deepcopy" && call.arguments.length === 1),
);
