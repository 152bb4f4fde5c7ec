import type { Argument } from "../syntax/nodes.ts";
import { annotated } from "./annotations.ts";
import { namesUsed } from "./bindings.ts";
import { methodRole } from "./decorators.ts";
import type { FunctionRecord } from "./events.ts";
import { describe } from "./kind-text.ts";
import { isNone, join, type Kind, type Typed } from "./kinds.ts";

/** A function that has not been looked at. */
export const newRecord = ({
  node,
  env,
  since,
  place,
}: Pick<FunctionRecord, "node" | "env" | "since" | "place">): FunctionRecord => ({
  node,
  env,
  since,
  place,
  calls: new Set(),
  passed: new Map(),
  looks: [],
  state: "new",
  references: [],
});

/** What a caller is told; a result that is asked for while it is being worked out is unknown whatever it turns out to be. */
export const resultText = (record: FunctionRecord): string =>
  record.state === "done" ? describe(record.result) : "running";

/** What callers pass, in words. */
export const passedText = ({ passed }: FunctionRecord): string =>
  [...passed].map(([name, typed]) => `${name}=${describe(typed)}`).join(";");

/** What is stated behind `->`; where a decorator makes something else of a function, that is not what it gives. */
export const promisedBy = ({ node, env }: FunctionRecord): Typed | undefined =>
  node.returns && methodRole(node) !== "replaced" ? annotated(node.returns, env) : undefined;

/** What is returned, or what is promised where that is not certain. */
export function orPromised(returned: Typed | undefined, promise: () => Typed | undefined): Typed | undefined {
  if (returned?.ground === "certain" && !isOpen(returned.kind) && !isNone(returned)) return returned;
  const promised = promise();
  if (!returned || isNone(returned)) return promised ?? returned;
  if (!promised || isNone(promised)) return returned;
  const [kind, stated] = [returned.kind, promised.kind];
  if (kind.is === "tuple" && stated.is === "tuple" && kind.items.length === stated.items.length)
    return {
      kind: { is: "tuple", items: kind.items.map((item, i) => item ?? stated.items[i]) },
      ground: returned.ground,
    };
  if (kind.is === "collection" && stated.is === "collection" && !kind.item && kind.keyed === stated.keyed)
    return promised;
  return returned.ground === "certain" || (kind.is === stated.is && kind.is !== "instance") ? returned : promised;
}

/** Whether a promise may say more of what is returned: what is in it. */
const isOpen = (kind: Kind): boolean => kind.is === "tuple" || (kind.is === "collection" && !kind.item);

const MANY_CALLS = 64;

/** Joins what a call passes to what is known of the parameters. */
export function notePassed(
  record: FunctionRecord,
  args: readonly Argument[],
  values: readonly (Typed | undefined)[],
  bound: boolean,
): void {
  // What is called from everywhere learns nothing from its callers.
  if (record.calls.size > MANY_CALLS) return record.passed.clear();
  const parameters = record.node.parameters.filter((parameter) => parameter.form === "plain");
  const first = bound ? 1 : 0;
  args.forEach(({ form, name: keyword }, i) => {
    const name = form === "keyword" ? keyword : form === "positional" ? parameters[first + i]?.name : undefined;
    if (name === undefined) return;
    const known = record.passed.get(name);
    record.passed.set(name, record.passed.has(name) ? join(known, values[i]) : values[i]);
  });
}

/** Whether calls say anything of the parameters. */
export const learnsFromCalls = (record: FunctionRecord): boolean =>
  record.passed.size > 0 && [...record.passed.values()].some((typed) => typed !== undefined);

/** Whether a name that a function reads was bound to something else, perhaps since it was looked at. */
export function seesReplaced({ node, env, since, wasEarly }: FunctionRecord): boolean {
  if (!wasEarly || !env.hasReplaced) return false;
  const scope = env.inside(since);
  return namesUsed(node).some((name) => scope.isReplaced(name));
}

/** Makes a function one that has not been looked at. */
export function reset(record: FunctionRecord): FunctionRecord {
  record.state = "new";
  return record;
}
