import type { Context } from "../rule.ts";
import { isTensor, layerFamily } from "../semantics/kinds.ts";
import type { Expression } from "../syntax/nodes.ts";
import { dottedName, walkExpressions } from "../syntax/walk.ts";
import { isOptimizerKind } from "./events.ts";
import { isLoop } from "./function.ts";
import { isByHand, optimizersOf, ownersIn } from "./optimizers.ts";
import type { PassPlan } from "./plan.ts";
import type { Step } from "./step.ts";
import { BUILTINS } from "./trains.ts";

/** The first thing that the rewrite of a step takes on trust. */
export function doubtOf(step: Step, plans: readonly PassPlan[], context: Context): string | undefined {
  const { model, text } = context;
  const source = (node: Expression) => text.slice(node.start, node.end);
  const repeats = step.scope.kind !== "module" || step.passes.some(({ path }) => path.some(isLoop));
  const clears = step.zeros.length || step.updates.every(({ loop }) => loop?.cleared.length);
  if (!clears && repeats) return "no zero_grad() stands beside it: PyTorch would add the gradients up";
  for (const optimizer of step.optimizers.filter((node) => !isByHand(node))) {
    const kind = model.kindOf(optimizer);
    if (!isOptimizerKind(kind)) return `${source(optimizer)} is not known to be an optimizer`;
    if (kind?.ground === "likely") return `${source(optimizer)} is only likely an optimizer`;
  }
  const strange = strangeWork(step, context);
  if (strange) return strange;
  const torchModels = new Set<string>();
  const unknown = new Set<string>();
  for (const statement of plans.flatMap(({ pass }) => [...(pass.head?.slice ?? []), ...pass.slice]))
    walkExpressions(statement, (node) => {
      if (node.kind !== "call") return;
      const kind = model.kindOf(node.function)?.kind;
      if (kind?.is === "instance" && layerFamily(kind) === "torch")
        torchModels.add(kind.definition ? kind.of : source(node.function));
      const isUnknown = node.function.kind === "name" ? !BUILTINS.has(node.function.id) : isOfSelf(node.function);
      if (!kind && isUnknown) unknown.add(source(node.function));
    });
  if (torchModels.size) return `${[...torchModels].join(", ")} is still a torch Module`;
  if (unknown.size) return `what ${[...unknown].join(", ")} computes cannot be seen`;
  for (const { signature } of plans)
    if (signature.aux.length && !signature.auxKinds.some(isTensor))
      return `${signature.aux.join(", ")} is not known to be a tensor`;
  return undefined;
}

/** Gradients are worked on in a loop over other parameters than those that the optimizer is known to have. */
function strangeWork({ works, optimizers, updates }: Step, context: Context): string | undefined {
  const source = ({ start, end }: Expression) => context.text.slice(start, end);
  const trained = [...optimizersOf(updates, context).values()].flatMap(({ models }) => [...(models ?? [])]);
  const loops = works.flatMap((work) =>
    "loop" in work ? [work.loop.parameters] : work.reads.map(({ comprehension }) => comprehension.clauses[0].iterable),
  );
  const isTrained = (loop: Expression) => {
    const owners = ownersIn(loop);
    if (!owners.length) return optimizers.some((optimizer) => source(loop).startsWith(`${source(optimizer)}.`));
    return owners.every((owner) => trained.includes(owner)) && trained.every((model) => owners.includes(model));
  };
  const other = loops.find((loop) => !isTrained(loop));
  return other && `${source(other)} is taken to be what ${optimizers.map(source).join(" and ")} trains`;
}

const isOfSelf = (node: Expression): boolean => dottedName(node)?.startsWith("self.") === true;
