import type { Attribute, Expression, Subscript } from "../syntax/nodes.ts";
import { positionsOf } from "./bindings.ts";
import { itemOf, partOf, restOf, withItem } from "./containers.ts";
import type { Environment } from "./environment.ts";
import type { Evaluator } from "./evaluate.ts";
import type { Typed } from "./kinds.ts";

/** Gives the names of an assignment's target their kinds. */
export function bind(evaluator: Evaluator, target: Expression, typed: Typed | undefined, env: Environment): void {
  if (target.kind === "name") {
    const told = typed ?? evaluator.toldByUse(target.id);
    env.set(target.id, told?.imported ? { kind: told.kind, ground: told.ground } : told);
    evaluator.around.remember(target, told);
    return;
  }
  if (target.kind === "starred") return bind(evaluator, target.value, typed, env);
  if (target.kind === "tuple" || target.kind === "list") {
    const { items } = target;
    for (const [at, position] of positionsOf(items).entries()) {
      const isRest = items[at].kind === "starred";
      bind(evaluator, items[at], isRest ? restOf(typed, at, at + 1 - items.length) : partOf(typed, position), env);
    }
    return;
  }
  evaluator.evaluate(target, env);
  if (target.kind === "attribute") bindAttribute(evaluator, target, typed);
  if (target.kind === "subscript") bindItem(evaluator, target, typed, env);
}

/** Puts what `held[key] = value` assigns into what holds it, once the target has been evaluated. */
export function bindItem(
  evaluator: Evaluator,
  { value, items }: Subscript,
  typed: Typed | undefined,
  env: Environment,
): void {
  if (items.length > 1 || items[0].kind === "slice") return;
  putInto(evaluator, value, evaluator.around.known(items[0]), typed, env);
}

/** What methods of lists, sets and containers of layers put in, of what they are given. */
const ADDED: Readonly<Record<string, (values: readonly (Typed | undefined)[]) => Typed | undefined>> = {
  add: ([item]) => item,
  append: ([item]) => item,
  extend: ([items]) => itemOf(items),
  insert: ([, item]) => item,
  add_module: ([, item]) => item,
};

/** Puts what `held.append(value)` adds into what holds it, once the call has been evaluated. */
export function addItem(
  evaluator: Evaluator,
  { value, name }: Attribute,
  values: readonly (Typed | undefined)[],
  env: Environment,
): void {
  if (Object.hasOwn(ADDED, name)) putInto(evaluator, value, undefined, ADDED[name](values), env);
}

function putInto(
  evaluator: Evaluator,
  holder: Expression,
  key: Typed | undefined,
  value: Typed | undefined,
  env: Environment,
): void {
  const held = evaluator.around.known(holder);
  const kind = withItem(held?.kind, key, value);
  if (held && kind) rebind(evaluator, holder, { kind, ground: held.ground }, env);
}

/** Gives a name or an attribute of the object what it holds from here on. */
function rebind(evaluator: Evaluator, held: Expression, typed: Typed, env: Environment): void {
  if (held.kind === "name") env.set(held.id, typed);
  if (held.kind === "attribute") bindAttribute(evaluator, held, typed);
}

/** Gives an attribute of the object what is assigned to it. */
export function bindAttribute(
  { around, place, selfName }: Evaluator,
  { value, name }: Attribute,
  typed: Typed | undefined,
): void {
  const isSelf = value.kind === "name" && value.id === selfName;
  if (place.class && isSelf) around.setAttribute(place.class, name, typed);
}
