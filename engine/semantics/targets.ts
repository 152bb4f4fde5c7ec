import type { Attribute, Expression } from "../syntax/nodes.ts";
import { partOf } from "./containers.ts";
import type { Environment } from "./environment.ts";
import type { Evaluator } from "./evaluate.ts";
import type { Typed } from "./kinds.ts";

/** Gives the names of an assignment's target their kinds. */
export function bind(evaluator: Evaluator, target: Expression, typed: Typed | undefined, env: Environment): void {
  if (target.kind === "name") {
    env.set(target.id, typed?.imported ? { kind: typed.kind, ground: typed.ground } : typed);
    evaluator.around.remember(target, typed);
    return;
  }
  if (target.kind === "starred") return bind(evaluator, target.value, undefined, env);
  if (target.kind === "tuple" || target.kind === "list") {
    for (const [i, item] of target.items.entries()) bind(evaluator, item, partOf(typed, i), env);
    return;
  }
  evaluator.evaluate(target, env);
  if (target.kind === "attribute") bindAttribute(evaluator, target, typed);
}

function bindAttribute(
  { around, place, selfName }: Evaluator,
  { value, name }: Attribute,
  typed: Typed | undefined,
): void {
  const isSelf = value.kind === "name" && value.id === selfName;
  if (place.class && isSelf) around.setAttribute(place.class, name, typed);
}
