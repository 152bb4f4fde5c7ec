import type { Mend, Refusal } from "../../../finding.ts";
import { dropStatement } from "../../../fix/drop.ts";
import { lineOf } from "../../../fix/lines.ts";
import { type Context, defineRule, type Report } from "../../../rule.ts";
import type { Reference } from "../../../semantics/reference.ts";
import { planStep } from "../../../steps/plan.ts";
import { findSteps, isStep, isZeroGradOfStep, type Step, spanOf } from "../../../steps/step.ts";
import { writeStep } from "../../../steps/write.ts";

const OWNERS = ["torch.optim.Optimizer", "mindspore.experimental.optim.Optimizer"];

/** A training step that records gradients on a tape: in MindSpore a function is differentiated instead. */
export default defineRule({
  name: "training-step",
  category: "optimizer",
  phase: "structure",
  owns: [
    "torch.Tensor.backward",
    "mindspore.Tensor.backward",
    "torch.nn.utils.clip_grad_norm_",
    "torch.nn.utils.clip_grad_value_",
    ...OWNERS.flatMap((owner) => [`${owner}.step`, `${owner}.zero_grad`]),
  ],
  find: (reference, context) => leftover(reference, context),
  *scan(context) {
    if (!context.text.includes(".backward")) return;
    for (const step of findSteps(context)) {
      const at = { start: step.backward.start, end: step.backward.end };
      if (!isStep(step)) {
        if (context.model.references.some((r) => /^torch|^mindspore/.test(r.name)))
          yield {
            at,
            verdict: "manual",
            effect: "loud",
            name: "torch.Tensor.backward",
            message: `MindSpore has no backward(): gradients come from a function. ${step.why}`,
            mend: () => ({ refused: step.why }),
          };
        continue;
      }
      yield {
        at,
        verdict: "restructured",
        effect: "loud",
        name: "torch.Tensor.backward",
        message: `MindSpore has no backward(): gradients come from a function. This step can be rewritten (lines ${lines(step, context)}).`,
        related: [
          { start: step.update.start, end: step.update.end, message: "The optimizer takes the gradients here." },
        ],
        mend: () => mend(step, context),
      };
    }
  },
});

function mend(step: Step, context: Context): Mend | Refusal {
  const plan = planStep(step, context);
  if ("refused" in plan) return plan;
  return {
    edits: writeStep(step, plan, context),
    forms: plan.forms,
    unsafe: plan.unsafe,
    uses: ["mindspore.value_and_grad"],
  };
}

function lines(step: Step, { text }: Context): string {
  const { start, end } = spanOf(step);
  const first = lineOf(text, start);
  return `${first}–${first + lineOf(text.slice(start, end), end - start) - 1}`;
}

/** step() and zero_grad() that no step of this file takes along. */
function leftover(reference: Reference, context: Context): Report | undefined {
  const name = reference.name.slice(reference.name.lastIndexOf(".") + 1);
  if (name === "zero_grad") return zeroGrad(reference, context);
  if (name === "backward" || isTaken(reference, context)) return undefined;
  const refused =
    name === "step"
      ? "Call the optimizer with the gradients: optimizer(grads)."
      : `Clip what grad_fn returns: grads = ops.${name === "clip_grad_norm_" ? "clip_by_norm(grads, max_norm)" : "clip_by_value(grads, -limit, limit)"}.`;
  return {
    at: reference.call ?? reference.node,
    verdict: "manual",
    effect: "loud",
    name: reference.name,
    message: `MindSpore keeps no gradients on parameters. ${refused}`,
    mend: () => ({ refused }),
  };
}

function isTaken(reference: Reference, context: Context): boolean {
  return findSteps(context).some(
    (step) =>
      isStep(step) &&
      (step.update === reference.statement || step.clips.some((clip) => clip.statement === reference.statement)),
  );
}

function zeroGrad(reference: Reference, context: Context): Report | undefined {
  if (isZeroGradOfStep(reference, context)) return undefined;
  return {
    at: reference.call ?? reference.node,
    verdict: "needless",
    effect: "none",
    name: reference.name,
    message: "Not needed: MindSpore returns gradients anew, none are stored.",
    mend() {
      const edits = dropStatement(reference, context);
      return edits ? { edits, forms: ["step:zero_grad"] } : { refused: "It is part of another expression." };
    },
  };
}
