import type { Argument, Attribute, Expression, Subscript } from "../syntax/nodes.ts";
import { positionsOf } from "./bindings.ts";
import { itemOf, partOf, restOf, spreadValue, withItem } from "./containers.ts";
import type { Environment } from "./environment.ts";
import type { Evaluator } from "./evaluate.ts";
import { asTuple } from "./fields.ts";
import { type Kind, literal, type Typed, weaken } from "./kinds.ts";
import { memberPath } from "./member-path.ts";

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
    const held = asTuple(typed, evaluator.around);
    for (const [at, position] of positionsOf(items).entries()) {
      const isRest = items[at].kind === "starred";
      bind(evaluator, items[at], isRest ? restOf(held, at, at + 1 - items.length) : partOf(held, position), env);
    }
    return;
  }
  evaluator.evaluate(target, env);
  if (target.kind === "attribute") bindAttribute(evaluator, target, typed, env);
  if (target.kind === "subscript") bindItem(evaluator, target, typed, env);
}

/** Puts what `held[key] = value` assigns into what holds it, once the target has been evaluated. */
export function bindItem(evaluator: Evaluator, target: Subscript, typed: Typed | undefined, env: Environment): void {
  const { value, items } = target;
  tell(target, typed, env);
  if (items.length > 1 || items[0].kind === "slice") return;
  putInto(evaluator, value, evaluator.around.known(items[0]), typed, env);
}

/** What tests have told of a member holds until it is given something else; of a place that is not told, no place's does. */
function tell(target: Attribute | Subscript, typed: Typed | undefined, env: Environment): void {
  if (!env.tellsMembers) return;
  const path = memberPath(target);
  const owner = target.value.kind === "name" ? target.value.id : memberPath(target.value);
  if (path) env.tell(path, typed);
  else if (owner) env.untell(owner);
}

type Put = readonly [key: Typed | undefined, value: Typed | undefined];
type Values = readonly (Typed | undefined)[];

/** What methods of lists, sets, dictionaries and containers of layers put in, of what they are given, into what. */
const ADDED: Readonly<Record<string, (values: Values, args: readonly Argument[], held: Kind) => readonly Put[]>> = {
  add: ([item]) => [[undefined, item]],
  append: ([item]) => [[undefined, item]],
  extend: ([items]) => [[undefined, itemOf(items)]],
  insert: ([, item]) => [[undefined, item]],
  add_module: ([, item]) => [[undefined, item]],
  setdefault: ([key, item], _, held) => (isUnder(key, held) ? [] : [[key, item]]),
  update: (values, args, held) => values.flatMap((value, index) => updating(held, value, args[index].name)),
};

/** Whether a dictionary has something under a key already. */
const isUnder = (key: Typed | undefined, held: Kind): boolean =>
  key?.kind.is === "literal" && held.is === "collection" && held.entries?.has(key.kind.text ?? "") === true;

/** What `held.update(others)` and `held.update(name=value)` put in. */
function updating(held: Kind, value: Typed | undefined, name: string | undefined): readonly Put[] {
  if (held.is !== "collection") return [];
  if (!held.keyed) return [[undefined, itemOf(value)]];
  if (name) return [[literal("str", name), value]];
  const entries = value?.kind.is === "collection" ? value.kind.entries : undefined;
  if (!value || !entries) return [[undefined, value && spreadValue(value)]];
  return [...entries].map(([key, item]) => [literal("str", key), weaken(item, value.ground)]);
}

/** Puts what `held.append(value)` adds into what holds it, once the call has been evaluated. */
export function addItem(
  evaluator: Evaluator,
  { value, name }: Attribute,
  args: readonly Argument[],
  values: Values,
  env: Environment,
): void {
  if (!Object.hasOwn(ADDED, name)) return;
  const held = evaluator.around.known(value);
  const puts = held ? ADDED[name](values, args, held.kind) : [];
  const kind = puts.reduce<Kind | undefined>((kind, [key, item]) => kind && withItem(kind, key, item), held?.kind);
  if (held && kind && puts.length) rebind(evaluator, value, { kind, ground: held.ground }, env);
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
  if (held.kind === "attribute") bindAttribute(evaluator, held, typed, env);
}

/** Gives an attribute of the object what is assigned to it. */
export function bindAttribute(
  { around, place, selfName }: Evaluator,
  target: Attribute,
  typed: Typed | undefined,
  env: Environment,
): void {
  const { value, name } = target;
  tell(target, typed, env);
  const isSelf = value.kind === "name" && value.id === selfName;
  if (place.class && isSelf) around.setAttribute(place.class, name, typed);
}
