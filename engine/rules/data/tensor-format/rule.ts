import { likelyReason } from "../../../fix/likely.ts";
import { needsParentheses } from "../../../fix/values.ts";
import { defineRule } from "../../../rule.ts";

/** A tensor in a format that wants a number, `f"{loss:.4f}"` or `"{:.4f}".format(loss)`: MindSpore's tensors cannot be formatted. */
export default defineRule({
  name: "tensor-format",
  category: "data",
  owns: ["torch.Tensor.__format__", "mindspore.Tensor.__format__"],
  find(reference, context) {
    const { node } = reference;
    if (reference.use !== "argument" && context.text[node.end] !== ":") return undefined;
    const [open, close] = needsParentheses(node) || node.kind === "unary" ? ["(", ")"] : ["", ""];
    return {
      at: node,
      verdict: "adapted",
      effect: "loud",
      message: "MindSpore's tensors cannot be formatted as numbers. Write .item().",
      mend: () => ({
        edits: [
          ...(open ? [{ start: node.start, end: node.start, text: open }] : []),
          { start: node.end, end: node.end, text: `${close}.item()` },
        ],
        forms: ["tensor:format"],
        unsafe: likelyReason(reference, context),
      }),
    };
  },
});
