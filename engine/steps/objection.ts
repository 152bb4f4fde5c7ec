import type { Context } from "../rule.ts";
import { perStatement } from "../syntax/collect.ts";
import type { Block, Expression, Statement } from "../syntax/nodes.ts";
import { children, isStatement, suites } from "../syntax/walk.ts";
import { bindsOf } from "./dataflow.ts";
import type { Backward, GradientEvent, StepScope, Update } from "./events.ts";
import type { GradientFlow } from "./gradient-flow.ts";
import type { GradientUse } from "./gradient-use.ts";
import { variableOf } from "./optimizers.ts";

/** Why the use of gradients has no rewrite, where it has none. */
export function objectionTo(
  { backwards, updates, optimizers, clips }: Omit<GradientUse, "why">,
  scope: StepScope,
  events: readonly GradientEvent[],
  flowOf: (update: Update) => GradientFlow,
  context: Context,
): string | undefined {
  const isApart = !updates.length && backwards.some(({ loss }) => loss.kind === "attribute");
  if (isApart && scope.kind === "function") return apart(scope.name, scope.parameters[0]?.name === "self");
  for (const backward of backwards) {
    const objection = objectionToLoss(backward, context);
    if (objection) return objection;
  }
  if (!updates.length)
    return "No optimizer takes a step in this function: what ms.value_and_grad returns must be handed to it.";
  if (updates.some(({ given }) => given.length))
    return "step() is given a closure: MindSpore's optimizers take gradients.";
  if (updates.some(isOfInnerLoop(backwards)))
    return "The optimizer is the variable of a loop: each takes the stretch of the gradients that is its own, grads[:n] and grads[n:].";
  const contents = updates.map((update) => flowOf(update).contentsAt(update.statement));
  if (contents.some((some) => some.some(({ passes }) => !passes.length)))
    return "The step comes before backward(): the gradients are those of the turn before.";
  if (optimizers.length > 1) {
    const [first, ...rest] = contents.map((some) => some.map(({ passes }) => passes.map((s) => s.start)).join(";"));
    if (rest.some((other) => other !== first))
      return "Gradients of one loss reach several optimizers: set those of the others to zero before their own backward().";
    if (clips.length) return "Gradients of several optimizers are clipped apart: clip the part that each is given.";
  }
  if (readsGradients(backwards, updates, scope, events))
    return "Gradients are read or changed between backward() and step(): work on the gradients that grad_fn returns.";
  return undefined;
}

/** What to write where one method goes backward from an attribute and another takes the step. */
const apart = (name: string, isMethod: boolean): string =>
  `The step is taken elsewhere: let ${name} run the forward pass that its loss needs and return the loss, and where the optimizer steps write loss, grads = ms.value_and_grad(${isMethod ? "self." : ""}${name}, None, optimizer.parameters)(), then optimizer(grads).`;

/** Whether an update stands in a loop that makes its optimizer, and that the passes do not stand in. */
const isOfInnerLoop =
  (backwards: readonly Backward[]) =>
  ({ path, optimizer }: Update): boolean => {
    const root = variableOf(optimizer);
    const inner = path.filter((statement) => backwards.some((backward) => !backward.path.includes(statement)));
    return inner.some((statement) => statement.kind === "for" && root !== undefined && bindsOf(statement).has(root));
  };

function objectionToLoss({ statement, loss }: Backward, { text }: Context): string | undefined {
  const given = statement.value.arguments;
  if (given.some((argument) => argument.name !== "retain_graph"))
    return "backward() has arguments: an outer gradient is the weight of each element, (loss * weight).sum(); a gradient of gradients is ms.grad of ms.grad.";
  if (/scaler/i.test(text.slice(loss.start, loss.end)) && loss.kind === "call")
    return "The loss is scaled by a GradScaler: scale and unscale around the function with ms.amp.DynamicLossScaler.";
  return loss.kind === "attribute" ? "The loss is an attribute: give it a local name first." : undefined;
}

/** Whether a statement between the first pass and the last update, no event itself, works on `.grad`. */
function readsGradients(
  backwards: readonly Backward[],
  updates: readonly Update[],
  scope: StepScope,
  events: readonly GradientEvent[],
): boolean {
  const [start, end] = [backwards[0].statement.start, updates[updates.length - 1].statement.end];
  const own = new Set<Statement>(events.map(({ statement }) => statement));
  const inside = (block: Block): boolean =>
    block.statements.some((statement) => {
      if (statement.end < start || statement.start > end) return false;
      if (own.has(statement)) return false;
      const isBetween = statement.start >= start && statement.end <= end;
      return (isBetween && mentionsGradients(statement)) || suites(statement).some(inside);
    });
  return inside(scope.body);
}

const mentionsGradients = perStatement((statement): boolean => {
  let found = false;
  const visit = (node: Expression | Statement): void => {
    if (!isStatement(node) && node.kind === "attribute" && /^(grad|unscale_|clip_grad\w*)$/.test(node.name))
      found = true;
    for (const child of children(node)) if (!isStatement(child)) visit(child);
  };
  visit(statement);
  return found;
});
