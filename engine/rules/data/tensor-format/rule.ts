import { asNumber } from "../../../fix/as-number.ts";
import { handedTo } from "../../../fix/handed.ts";
import { likelyReason } from "../../../fix/likely.ts";
import { type Context, defineRule, type Report } from "../../../rule.ts";
import { isTensorOrNumber } from "../../../semantics/kinds.ts";
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
    const unsafe = likelyReason(reference, context);
    if (isTensorOrNumber(context.model.kindOf(node))) return onSomePath(node, context, unsafe);
    const message = "MindSpore's tensors cannot be formatted as numbers. Write .item().";
    return report(node, message, "tensor:format", unsafe);
  },
  *scan(context: Context) {
    for (const { node, meter, known } of metered(context)) {
      const message = `${meter.name} formats what it is given as a number, which MindSpore's tensors are not. Write .item().`;
      const isLikely = known.some(({ ground }) => ground === "likely");
      yield report(node, message, "tensor:meter", isLikely ? "it is only likely that this is a tensor" : undefined);
    }
  },
});

/** A number has no `.item()`: `best` → `float(best)` */
function onSomePath(node: Expression, { text }: Context, unsafe: string | undefined): Report {
  const type = WHOLE.test(text.slice(node.end)) ? "int" : "float";
  return {
    at: node,
    verdict: "adapted",
    effect: "loud",
    message: `This is a tensor on some path, and MindSpore's tensors cannot be formatted as numbers. Write ${type}(…).`,
    mend: () => ({
      edits: handedTo(type, node),
      forms: [`tensor:${type}`],
      unsafe,
    }),
  };
}

/** A format of whole numbers alone. */
const WHOLE = /^:[^}]*d\}/;

const report = (node: Expression, message: string, form: string, unsafe: string | undefined): Report => ({
  at: node,
  verdict: "adapted",
  effect: "loud",
  message,
  mend: () => ({ edits: asNumber(node), forms: [form], unsafe }),
});
