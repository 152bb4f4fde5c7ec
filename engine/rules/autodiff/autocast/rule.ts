import type { Mend, Refusal } from "../../../finding.ts";
import { type Context, defineRule } from "../../../rule.ts";
import type { Reference } from "../../../semantics/reference.ts";
import { dedent } from "../../gradient/no-grad/dedent.ts";

const BY_HAND =
  'Take it out, and give the model its precision where it is made: model = ms.amp.auto_mixed_precision(model, "O1").';

/** A block that computes in half precision: MindSpore gives precisions to models. */
export default defineRule({
  name: "autocast",
  category: "autodiff",
  owns: ["torch.autocast", "torch.cuda.amp.autocast"],
  find(reference, context) {
    return {
      at: reference.call ?? reference.node,
      verdict: "restructured",
      effect: "loud",
      name: reference.name,
      message: `MindSpore has no autocast: without it the block runs in full precision. ${BY_HAND}`,
      mend: () => unwrap(reference, context),
    };
  },
});

/** `with autocast():` goes and its body moves out; other managers of the same `with` stay. */
function unwrap({ statement, call, node }: Reference, context: Context): Mend | Refusal {
  if (statement.kind !== "with") return { refused: BY_HAND };
  const { items } = statement;
  const index = items.findIndex((item) => item.context === (call ?? node));
  if (index < 0 || items[index].target) return { refused: BY_HAND };
  const next = items[index + 1];
  const rest = next ?? items[index - 1];
  const span = next ? [items[index].start, next.start] : [rest?.end, items[index].end];
  const edits = rest ? [{ start: span[0], end: span[1], text: "" }] : dedent(statement, context);
  if (!edits) return { refused: "The line is continued by a backslash: take it out by hand." };
  return {
    edits,
    forms: ["autocast:with"],
    unsafe: "without autocast it runs in full precision",
  };
}
