import { defineRule, type Report } from "../../../rule.ts";
import { isTensor } from "../../../semantics/kinds.ts";
import { walkExpressions } from "../../../syntax/walk.ts";

/** A tensor in a format that wants a number, `f"{loss:.4f}"`: MindSpore's tensors cannot be formatted. */
export default defineRule({
  name: "tensor-format",
  category: "data",
  *scan({ text, model }) {
    const found: Report[] = [];
    walkExpressions(model.module, (node) => {
      if (node.kind !== "string") return;
      for (const value of node.interpolations) {
        const typed = model.kindOf(value);
        if (text[value.end] !== ":" || !isTensor(typed)) continue;
        found.push({
          at: value,
          verdict: "adapted",
          effect: "loud",
          message: "MindSpore's tensors cannot be formatted as numbers. Write .item().",
          mend: () => ({
            edits: [{ start: value.end, end: value.end, text: ".item()" }],
            forms: ["tensor:format"],
            unsafe: typed.ground === "likely" ? `${text.slice(value.start, value.end)} is only likely a tensor` : undefined,
          }),
        });
      }
    });
    yield* found;
  },
});
