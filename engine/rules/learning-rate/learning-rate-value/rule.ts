import type { Edit } from "../../../finding.ts";
import { handedTo } from "../../../fix/handed.ts";
import { likelyReason } from "../../../fix/likely.ts";
import { needsParentheses } from "../../../fix/values.ts";
import { type Context, defineRule } from "../../../rule.ts";
import type { Reference } from "../../../semantics/reference.ts";
import type { Expression } from "../../../syntax/nodes.ts";
import { type RateUses, type RateWrite, rateOfGroups, usesIn } from "./rates.ts";

const LAST = "torch.optim.lr_scheduler.LRScheduler.get_last_lr";
const GROUPS = "torch.optim.Optimizer.param_groups";

/** A learning rate, which MindSpore keeps as a Parameter: read it is no float, and it must be assigned to, not replaced. */
export default defineRule({
  name: "learning-rate-value",
  category: "learning-rate",
  owns: [LAST, GROUPS],
  counterpart: (name) => name.replace("torch.optim", "mindspore.experimental.optim"),
  find(reference, context) {
    const { reads, writes } = usesOf(reference);
    if (!reads.length && !writes.length) return undefined;
    return {
      at: reference.call ?? reference.node,
      verdict: "adapted",
      effect: writes.length ? "silent" : "loud",
      name: reference.name,
      message: writes.length
        ? "A learning rate is a Parameter in MindSpore: another object in its place is not what the optimizer and its schedulers read, so it is assigned to."
        : "A learning rate is a Parameter in MindSpore, and a format like .4f refuses it: read it by float(…).",
      mend: () => ({
        edits: [
          ...reads.flatMap((read) => handedTo("float", read)),
          ...writes.flatMap((write) => assigned(write, context)),
        ],
        forms: [
          ...(reads.length ? [reference.name === LAST ? "learning-rate:last" : "learning-rate:group"] : []),
          ...new Set(writes.map(({ operator }) => `learning-rate:${operator ? "changed" : "set"}`)),
        ],
        unsafe: likelyReason(reference, context),
      }),
    };
  },
});

function usesOf(reference: Reference): RateUses {
  const source = reference.call ?? reference.node;
  const isLast = (node: Expression): boolean => node.kind === "subscript" && node.value === source;
  return usesIn(reference.statement, reference.name === LAST ? isLast : rateOfGroups(source, reference));
}

/** `group["lr"] *= 0.1` → `ops.assign(group["lr"], group["lr"] * 0.1)` */
function assigned({ statement, rate, value, operator }: RateWrite, { text, names }: Context): Edit[] {
  const name = text.slice(rate.start, rate.end);
  const [open, close] = operator && needsParentheses(value) ? ["(", ")"] : ["", ""];
  const before = operator ? `${name} ${operator} ${open}` : "";
  return [
    { start: statement.start, end: value.start, text: `${names.spell("mindspore.ops.assign")}(${name}, ${before}` },
    { start: value.end, end: value.end, text: `${close})` },
  ];
}
