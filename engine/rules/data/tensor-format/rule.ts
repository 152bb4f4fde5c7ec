import { likelyReason } from "../../../fix/likely.ts";
import { defineRule } from "../../../rule.ts";

/** A tensor in a format that wants a number, `f"{loss:.4f}"`: MindSpore's tensors cannot be formatted. */
export default defineRule({
  name: "tensor-format",
  category: "data",
  owns: ["torch.Tensor.__format__", "mindspore.Tensor.__format__"],
  find(reference, context) {
    const { node } = reference;
    if (context.text[node.end] !== ":") return undefined;
    return {
      at: node,
      verdict: "adapted",
      effect: "loud",
      message: "MindSpore's tensors cannot be formatted as numbers. Write .item().",
      mend: () => ({
        edits: [{ start: node.end, end: node.end, text: ".item()" }],
        forms: ["tensor:format"],
        unsafe: likelyReason(reference, context),
      }),
    };
  },
});
