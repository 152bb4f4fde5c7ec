import { perFile } from "../per-file.ts";
import type { Context } from "../rule.ts";
import type { Call, Expression } from "../syntax/nodes.ts";
import { dottedName, walkExpressions, walkStatements } from "../syntax/walk.ts";
import type { Update, Zero } from "./events.ts";

/** The optimizers that take steps in a scope, by their text, in the order of their first update. */
export type Optimizers = ReadonlyMap<
  string,
  { readonly node: Expression; readonly models: ReadonlySet<string> | undefined }
>;

/** The optimizers of some updates. */
export function optimizersOf(updates: readonly Update[], context: Context): Optimizers {
  const found = new Map<string, { node: Expression; models: ReadonlySet<string> | undefined }>();
  for (const { optimizer } of updates) {
    const name = context.text.slice(optimizer.start, optimizer.end);
    if (!found.has(name)) found.set(name, { node: optimizer, models: modelsOf(name, context) });
  }
  return found;
}

/** The models whose parameters an optimizer was given where it is made; undefined where that is not in the file. */
function modelsOf(name: string, context: Context): ReadonlySet<string> | undefined {
  const models = new Set((madeBy(context).get(name) ?? []).flatMap(ownersIn));
  return models.size ? models : undefined;
}

/** The calls that give each variable or attribute of a file its value. */
const madeBy = perFile(({ text, model }: Context): ReadonlyMap<string, readonly Call[]> => {
  const calls = new Map<string, Call[]>();
  walkStatements(model.module.body, (statement) => {
    if (statement.kind !== "assign" || statement.value?.kind !== "call") return;
    for (const target of statement.targets) {
      const name = text.slice(target.start, target.end);
      calls.set(name, [...(calls.get(name) ?? []), statement.value]);
    }
  });
  return calls;
});

const owners = new WeakMap<Call, readonly string[]>();

/** Whose parameters a call is given. */
function ownersIn(call: Call): readonly string[] {
  const known = owners.get(call);
  if (known) return known;
  const found: string[] = [];
  walkExpressions(call, (node) => {
    if (node.kind !== "call" || node.function.kind !== "attribute") return;
    const owner = dottedName(node.function.value);
    if (owner && /^(named_)?(parameters|trainable_params|get_parameters)$/.test(node.function.name)) found.push(owner);
  });
  owners.set(call, found);
  return found;
}

/** Whether a zero_grad() is for an optimizer: its own, that of the model it trains, or of whatever there is one of. */
export function setsToZero({ receiver }: Zero, name: string, optimizers: Optimizers, { text }: Context): boolean {
  const zeroed = text.slice(receiver.start, receiver.end);
  if (zeroed === name) return true;
  if (optimizers.has(zeroed)) return false;
  if (optimizers.size === 1) return true;
  const models = optimizers.get(name)?.models;
  return models !== undefined && [...models].every((model) => model === zeroed || model.startsWith(`${zeroed}.`));
}
