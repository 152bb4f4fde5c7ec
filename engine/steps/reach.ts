import type { Context } from "../rule.ts";
import { layerFamily } from "../semantics/kinds.ts";
import type { Expression, Statement } from "../syntax/nodes.ts";
import { children, dottedName, isStatement } from "../syntax/walk.ts";
import type { Backward } from "./events.ts";
import { homeOf } from "./home.ts";
import type { Optimizers } from "./optimizers.ts";
import { asStatement, sliceOf } from "./slice.ts";
import { BUILTINS, isCut } from "./trains.ts";

/**
 * Whether a backward pass may leave gradients on what an optimizer trains. It does not where all that its forward pass
 * calls is known, and none of it is what the optimizer was made for.
 */
export function reaches(backward: Backward, name: string, optimizers: Optimizers, context: Context): boolean {
  const models = optimizers.get(name)?.models;
  if (!models || optimizers.size === 1) return true;
  const others = [...optimizers].flatMap(([other, { models }]) => (other === name ? [] : [...(models ?? [])]));
  const slice = sliceOf([backward.loss], homeOf(backward, context), context);
  return [...slice, asStatement(backward.loss)].some((statement) => mayCall(statement, models, others, context));
}

/** Whether a statement calls one of some models, or something that could hold one. */
function mayCall(root: Statement, models: ReadonlySet<string>, others: readonly string[], { model }: Context): boolean {
  let found = false;
  const visit = (node: Expression | Statement): void => {
    if (found || (!isStatement(node) && isCut(node))) return;
    const name = isStatement(node) ? undefined : dottedName(node);
    if (name && [...models].some((one) => isPart(one, name) || isPart(name, one))) found = true;
    if (node.kind === "call" && !isHarmless(node.function)) found = true;
    if (!found && !name) for (const child of children(node)) visit(child);
  };
  const isHarmless = (callee: Expression): boolean => {
    const name = dottedName(callee);
    if (name && (BUILTINS.has(name) || others.some((other) => isPart(other, name)))) return true;
    const kind = model.kindOf(callee)?.kind;
    if (kind?.is === "function") return kind.definition === undefined;
    if (kind?.is === "instance") return layerFamily(kind) !== undefined && kind.definition === undefined;
    return kind?.is === "method" ? layerFamily(kind.receiver.kind) === undefined : callee.kind === "attribute";
  };
  visit(root);
  return found;
}

const isPart = (whole: string, part: string): boolean => part === whole || part.startsWith(`${whole}.`);
