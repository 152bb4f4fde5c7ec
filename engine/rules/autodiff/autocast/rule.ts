import type { Mend, Refusal } from "../../../finding.ts";
import { decoratedBy, removeDecorator } from "../../../fix/decorators.ts";
import { type Context, defineRule } from "../../../rule.ts";
import { argumentOf, type Reference } from "../../../semantics/reference.ts";
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

/** Whether it only keeps what it stands around in full precision: `autocast("cuda", enabled=False)`. */
const isOff = ({ call }: Reference): boolean => {
  const enabled = call && argumentOf(call, "enabled", Number.POSITIVE_INFINITY)?.value;
  return enabled?.kind === "constant" && enabled.value === "False";
};

/** The decorator that only keeps a function in full precision, which it has without. */
function removed(reference: Reference, context: Context): Mend | Refusal {
  const edit = isOff(reference) ? removeDecorator(reference.call!, context) : undefined;
  return edit ? { edits: [edit], forms: ["autocast:off"] } : { refused: BY_HAND };
}

/** `with autocast():` goes and its body moves out; other managers of the same `with` stay. */
function unwrap(reference: Reference, context: Context): Mend | Refusal {
  const { statement, call, node } = reference;
  if (decoratedBy(reference)) return removed(reference, context);
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
    forms: [isOff(reference) ? "autocast:off" : "autocast:with"],
    unsafe: isOff(reference) ? undefined : "without autocast it runs in full precision",
  };
}
