import { likelyReason } from "../../../fix/likely.ts";
import { needsParentheses } from "../../../fix/values.ts";
import { type Context, defineRule, type Report } from "../../../rule.ts";
import type { Expression } from "../../../syntax/nodes.ts";
import { metered } from "./meters.ts";

/** A tensor in a format that wants a number, `f"{loss:.4f}"` or `"{:.4f}".format(loss)`: MindSpore's tensors cannot be formatted. */
export default defineRule({
  name: "tensor-format",
  category: "data",
  owns: ["torch.Tensor.__format__", "mindspore.Tensor.__format__"],
  find(reference, context) {
    const { node } = reference;
    if (reference.use !== "argument" && context.text[node.end] !== ":") return undefined;
    const message = "MindSpore's tensors cannot be formatted as numbers. Write .item().";
    return asNumber(node, message, "tensor:format", likelyReason(reference, context));
  },
  *scan(context: Context) {
    for (const { node, meter, known } of metered(context)) {
      const message = `${meter.name} formats what it is given as a number, which MindSpore's tensors are not. Write .item().`;
      const isLikely = known.some(({ ground }) => ground === "likely");
      yield asNumber(node, message, "tensor:meter", isLikely ? "it is only likely that this is a tensor" : undefined);
    }
  },
});

function asNumber(node: Expression, message: string, form: string, unsafe: string | undefined): Report {
  const [open, close] = needsParentheses(node) || node.kind === "unary" ? ["(", ")"] : ["", ""];
  return {
    at: node,
    verdict: "adapted",
    effect: "loud",
    message,
    mend: () => ({
      edits: [
        ...(open ? [{ start: node.start, end: node.start, text: open }] : []),
        { start: node.end, end: node.end, text: `${close}.item()` },
      ],
      forms: [form],
      unsafe,
    }),
  };
}
