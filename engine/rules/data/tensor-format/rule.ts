import { asNumber } from "../../../fix/as-number.ts";
import { likelyReason } from "../../../fix/likely.ts";
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
    return report(node, message, "tensor:format", likelyReason(reference, context));
  },
  *scan(context: Context) {
    for (const { node, meter, known } of metered(context)) {
      const message = `${meter.name} formats what it is given as a number, which MindSpore's tensors are not. Write .item().`;
      const isLikely = known.some(({ ground }) => ground === "likely");
      yield report(node, message, "tensor:meter", isLikely ? "it is only likely that this is a tensor" : undefined);
    }
  },
});

const report = (node: Expression, message: string, form: string, unsafe: string | undefined): Report => ({
  at: node,
  verdict: "adapted",
  effect: "loud",
  message,
  mend: () => ({ edits: asNumber(node), forms: [form], unsafe }),
});
