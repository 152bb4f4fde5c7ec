import type { Context } from "../rule.ts";
import { isTensor } from "../semantics/kinds.ts";
import type { Statement } from "../syntax/nodes.ts";
import { atLeast } from "../target.ts";
import { bindsOf, readsOutside } from "./dataflow.ts";
import { doubtOf } from "./doubt.ts";
import { formsOf } from "./forms.ts";
import { freshNames } from "./fresh.ts";
import { placeOf, type Signature, signatureOf, withKept } from "./function.ts";
import { stuckLater } from "./later.ts";
import { optimizersOf } from "./optimizers.ts";
import type { Pass } from "./pass.ts";
import type { Kept } from "./slice.ts";
import type { Step, Training } from "./step.ts";
import { modelsToTrain } from "./train-mode.ts";

/** How one pass is written as a differentiated function. */
export interface PassPlan {
  readonly pass: Pass;
  readonly step: Step;
  /** The statement before which the function is defined: the outermost loop that does not bind the optimizer. */
  readonly before: Statement;
  readonly signature: Signature;
  /** Names for the values that the function replaces and that are read after it. */
  readonly kept: ReadonlyMap<Kept, string>;
  readonly functionName: string;
  readonly gradName: string;
  /** What takes the gradients of this pass, and what the updates are given. */
  readonly gradsName: string;
  readonly usedName: string;
  /** What takes one gradient at a time. */
  readonly eachName: string;
  readonly head?: HeadPlan;
}

/** The first part of a forward pass that another step interrupts: a function whose result is kept with the way back. */
export interface HeadPlan {
  readonly inputs: readonly string[];
  readonly link: string;
  readonly functionName: string;
  readonly backName: string;
  readonly linkGradName: string;
}

/** How all steps of a scope are written. */
export interface TrainingPlan {
  readonly passes: readonly PassPlan[];
  /** Models to put into training mode first, where nothing does. */
  readonly setTrain: readonly string[];
  readonly forms: readonly string[];
  readonly unsafe?: string;
}

/** Plans the rewrite of the steps of a scope, or says why it cannot be done. */
export function planTraining({ scope, steps }: Training, context: Context): TrainingPlan | { refused: string } {
  const fresh = freshNames(scope, context);
  const isAlone = steps.length === 1 && steps[0].passes.length === 1;
  const passes: PassPlan[] = [];
  const grads = fresh("grads");
  for (const step of steps) {
    const isApart = steps.every((other) => other === step || !overlap(lifeOf(other), lifeOf(step)));
    const own = isApart ? grads : fresh("grads");
    const eachName = fresh("grad");
    const usedName = step.accumulates ? fresh("total_grads") : own;
    for (const pass of step.passes) {
      const [loss] = pass.losses;
      const suffix = !isAlone && loss.kind === "name" && loss.id !== "loss" ? `_${loss.id}` : "";
      const before = placeOf(pass, step.optimizers);
      const statements = pass.backwards.map(({ statement }) => statement);
      const bare = signatureOf(pass.slice, pass.losses, statements, scope, before, context);
      const kept = new Map(pass.kept.map((one) => [one, fresh(`${one.name}_before`)]));
      const signature = withKept(bare, kept, pass, context);
      const refused =
        refusalOf(signature) ??
        stuckLater({ pass, signature }) ??
        (pass.head && headRefusal(pass, scope.body, context));
      if (refused) return { refused };
      passes.push({
        pass,
        step,
        before,
        signature,
        kept,
        functionName: fresh(suffix ? `forward${suffix}` : "forward_fn"),
        gradName: fresh(suffix ? `grad${suffix}` : "grad_fn"),
        gradsName: pass.adds && !step.accumulates ? fresh("more_grads") : own,
        usedName,
        eachName,
        head: pass.head && {
          inputs: signatureOf(pass.head.slice, [], [], scope, before, context).inputs,
          link: pass.head.link,
          functionName: fresh(`forward_${pass.head.link}`),
          backName: fresh(`back_${pass.head.link}`),
          linkGradName: fresh(`grad_of_${pass.head.link}`),
        },
      });
    }
  }
  const of = (step: Step) => passes.filter((plan) => plan.step === step);
  return {
    passes,
    setTrain: modelsToTrain(
      passes.flatMap(({ pass }) => [...(pass.head?.slice ?? []), ...pass.slice]),
      modelsOfSteps(steps, context),
      context,
    ),
    forms: [
      ...new Set([...steps.flatMap((step) => formsOf(step, of(step))), ...(steps.length > 1 ? ["step:several"] : [])]),
    ],
    unsafe: steps.map((step) => doubtOf(step, of(step), context)).find((doubt) => doubt !== undefined),
  };
}

function modelsOfSteps(steps: readonly Step[], context: Context): Set<string> {
  const optimizers = optimizersOf(
    steps.flatMap(({ updates }) => updates),
    context,
  );
  return new Set([...optimizers.values()].flatMap(({ models }) => [...(models ?? [])]));
}

/** From where a step's gradients are computed to its last update. */
const lifeOf = ({ passes, updates }: Step) => ({
  start: Math.min(...passes.map(({ slice, backwards }) => (slice.at(-1) ?? backwards[0].statement).start)),
  end: updates[updates.length - 1].statement.end,
});

const overlap = (a: { start: number; end: number }, b: { start: number; end: number }): boolean =>
  a.start < b.end && b.start < a.end;

function refusalOf({ aux, auxKinds }: Signature): string | undefined {
  const isPlain = (kind: Signature["auxKinds"][number]) =>
    kind && !isTensor(kind) && kind.kind.is !== "tuple" && kind.kind.is !== "collection";
  return aux.length && auxKinds.every(isPlain)
    ? `${aux.join(", ")} would be handed out of the differentiated function, which may return only tensors: compute it after the step.`
    : undefined;
}

function headRefusal({ head }: Pass, body: Training["scope"]["body"], { target }: Context): string | undefined {
  if (!atLeast(target.mindspore, "2.9"))
    return `Another step stands inside this forward pass: keep it by ms.vjp, which before MindSpore 2.9 runs it twice.`;
  const read = readsOutside(body, new Set(head!.slice));
  const other = head!.slice.flatMap((s) => [...bindsOf(s)]).find((name) => name !== head!.link && read.has(name));
  return other && `Another step stands inside this forward pass, and ${other} of its first part is read too.`;
}
