import type { Context } from "../rule.ts";
import { isTensor, layerFamily } from "../semantics/kinds.ts";
import type { Expression } from "../syntax/nodes.ts";
import { dottedName, walkExpressions } from "../syntax/walk.ts";
import { isOptimizerKind } from "./events.ts";
import { isLoop } from "./function.ts";
import type { PassPlan } from "./plan.ts";
import type { Step } from "./step.ts";
import { BUILTINS } from "./trains.ts";

/** The first thing that the rewrite of a step takes on trust. */
export function doubtOf(step: Step, plans: readonly PassPlan[], context: Context): string | undefined {
  const { model, text } = context;
  const source = (node: Expression) => text.slice(node.start, node.end);
  const repeats = step.scope.kind !== "module" || step.passes.some(({ path }) => path.some(isLoop));
  if (!step.zeros.length && repeats) return "no zero_grad() stands beside it: PyTorch would add the gradients up";
  for (const optimizer of step.optimizers) {
    const kind = model.kindOf(optimizer);
    if (!isOptimizerKind(kind)) return `${source(optimizer)} is not known to be an optimizer`;
    if (kind?.ground === "likely") return `${source(optimizer)} is only likely an optimizer`;
  }
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

const isOfSelf = (node: Expression): boolean => dottedName(node)?.startsWith("self.") === true;
