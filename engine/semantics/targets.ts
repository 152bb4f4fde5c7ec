import type { Attribute, Expression, Subscript } from "../syntax/nodes.ts";
import { partOf, withItem } from "./containers.ts";
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
  if (target.kind === "subscript") bindItem(evaluator, target, typed, env);
}

/** Puts what `held[key] = value` assigns into the list or dictionary, once the target has been evaluated. */
export function bindItem(
  evaluator: Evaluator,
  { value, items }: Subscript,
  typed: Typed | undefined,
  env: Environment,
): void {
  const held = evaluator.around.known(value);
  if (held?.kind.is !== "collection" || items.length > 1 || items[0].kind === "slice") return;
  const kind = withItem(held.kind, evaluator.around.known(items[0]), typed);
  if (value.kind === "name") env.set(value.id, { kind, ground: held.ground });
  if (value.kind === "attribute") bindAttribute(evaluator, value, { kind, ground: held.ground });
}

function bindAttribute(
  { around, place, selfName }: Evaluator,
  { value, name }: Attribute,
  typed: Typed | undefined,
): void {
  const isSelf = value.kind === "name" && value.id === selfName;
  if (place.class && isSelf) around.setAttribute(place.class, name, typed);
}
