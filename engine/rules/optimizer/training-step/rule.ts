import type { Mend, Refusal } from "../../../finding.ts";
import { dropStatement } from "../../../fix/drop.ts";
import { once } from "../../../once.ts";
import { perFile } from "../../../per-file.ts";
import { type Context, defineRule, type Report } from "../../../rule.ts";
import type { Reference } from "../../../semantics/reference.ts";
import type { Backward } from "../../../steps/events.ts";
import { ownLines } from "../../../steps/own-lines.ts";
import { planTraining } from "../../../steps/plan.ts";
import { isTaken, isZeroGradOfStep, standingTrainings } from "../../../steps/standing.ts";
import { type Step, spanOf, type Training, trainingsOf } from "../../../steps/step.ts";
import { mendTensorGradient } from "../../../steps/tensor-gradient.ts";
import { writeTraining } from "../../../steps/write.ts";
import { LineIndex } from "../../../syntax/lines.ts";
import { OPTIMIZER_CLASSES } from "../classes.ts";
import { weighted } from "./weighted.ts";

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
    "torch.optim.Optimizer.step",
    "mindspore.experimental.optim.Optimizer.step",
    ...OPTIMIZER_CLASSES.map((owner) => `${owner}.zero_grad`),
  ],
  find: (reference, context) => leftover(reference, context),
  *scan(context) {
    for (const [index, training] of standingTrainings(context).entries()) {
      const plan = once(() => repair(trainingsOf(context)[index], context));
      for (const { backward, why } of training.refused)
        if (isFramework(context)) yield left(backward, why, training, context);
      for (const step of training.steps)
        for (const { statement } of step.passes.flatMap((pass) => pass.backwards))
          yield {
            at: statement,
            verdict: "restructured",
            effect: "loud",
            name: "torch.Tensor.backward",
            message: `MindSpore has no backward(): gradients come from a function. This step can be rewritten (lines ${lines(step, context)}).`,
            related: step.updates.map(({ statement: { start, end } }) => ({
              start,
              end,
              message: "The optimizer takes the gradients here.",
            })),
            mend: plan,
          };
    }
  },
});

const isFramework = ({ model }: Context): boolean => model.references.some((r) => /^torch|^mindspore/.test(r.name));

/** A backward() that is no step: its gradients are read from tensors, or it is left with the reason. */
function left(backward: Backward, why: string, training: Training, context: Context): Report {
  const { scope, events } = training;
  const summed = weighted(backward, scope, context);
  if (summed)
    return {
      at: backward.statement,
      verdict: "restructured",
      effect: "loud",
      name: "torch.Tensor.backward",
      message:
        "MindSpore has no backward(): gradients come from a function. What backward() is given is the weight of each element of the loss.",
      mend: () => summed,
    };
  const isAlone = events.filter(({ does }) => /backward|update/.test(does)).length === 1;
  const repair = isAlone ? mendTensorGradient(backward, training, context) : undefined;
  return {
    at: backward.statement,
    verdict: repair ? "restructured" : "manual",
    effect: "loud",
    name: "torch.Tensor.backward",
    message: `MindSpore has no backward(): gradients come from a function. ${repair ? "The function from the tensors to the loss can be written." : why}`,
    mend: () => repair ?? { refused: why },
  };
}

/** All steps of a function are rewritten at once: each would be seen wrong beside the rest of another. */
function repair(training: Training, context: Context): Mend | Refusal {
  const split = ownLines(training, context);
  if (split.length) return { edits: split, forms: [] };
  const plan = planTraining(training, context);
  if ("refused" in plan) return plan;
  return {
    edits: writeTraining(training, plan, context),
    forms: plan.forms,
    unsafe: plan.unsafe,
  };
}

const indexOf = perFile(({ text }: Context) => new LineIndex(text));

function lines(step: Step, context: Context): string {
  const { start, end } = spanOf(step);
  const line = (offset: number) => indexOf(context).position(offset).line + 1;
  return `${line(start)}-${line(end)}`;
}

/** step() and zero_grad() that no step of this file takes along. */
function leftover(reference: Reference, context: Context): Report | undefined {
  const name = reference.name.slice(reference.name.lastIndexOf(".") + 1);
  if (name === "zero_grad") return zeroGrad(reference, context);
  if (name === "backward" || isTaken(reference.statement, context)) return undefined;
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
