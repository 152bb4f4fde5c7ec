import { NAMED_PARAMETERS } from "../catalogue/definitions/parameter-names.ts";
import { perFile } from "../per-file.ts";
import { remembered } from "../remembered.ts";
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
    if (!found.has(name)) found.set(name, { node: optimizer, models: modelsOf(optimizer, name, context) });
  }
  return found;
}

/** The variable that an optimizer is, or the model whose parameters are updated without one. */
export function variableOf(optimizer: Expression): string | undefined {
  const callee = optimizer.kind === "call" ? optimizer.function : undefined;
  const owner = callee?.kind === "attribute" ? callee.value : optimizer;
  return dottedName(owner)?.split(".")[0];
}

/** The text of what an optimizer trains. */
export function weightsIn(optimizer: Expression, text: string): string {
  const source = text.slice(optimizer.start, optimizer.end);
  return isByHand(optimizer) ? source : `${source}.parameters`;
}

/** Whether parameters are updated without an optimizer: their list stands in its place. */
export const isByHand = ({ kind }: Expression): boolean => kind === "call" || kind === "comprehension";

/** The models whose parameters an optimizer was given where it is made; undefined where that is not in the file. */
function modelsOf(node: Expression, name: string, context: Context): ReadonlySet<string> | undefined {
  const calls = node.kind === "call" ? [node] : (madeBy(context).get(name) ?? []);
  const models = new Set(calls.flatMap(ownersIn));
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

/** The model of `model.parameters()`, and of `named_parameters(model)` as it is written into a file. */
function listedBy({ function: callee, arguments: [given] }: Call): Expression | undefined {
  if (callee.kind === "name") return callee.id === NAMED_PARAMETERS.name ? given?.value : undefined;
  const lists =
    callee.kind === "attribute" &&
    /^((named_)?parameters|trainable_params|get_parameters|parameters_and_names)$/.test(callee.name);
  return lists ? callee.value : undefined;
}

/** Whose parameters an expression lists, or a call is given. */
export const ownersIn = remembered((root: Expression): readonly string[] => {
  const found: string[] = [];
  walkExpressions(root, (node) => {
    const listed = node.kind === "call" ? listedBy(node) : undefined;
    const owner = listed && dottedName(listed);
    if (owner) found.push(owner);
  });
  return found;
});

/** Whether a zero_grad() is for an optimizer: its own, that of the model it trains, or of whatever there is one of. */
export function setsToZero({ receiver }: Zero, name: string, optimizers: Optimizers, { text }: Context): boolean {
  const zeroed = text.slice(receiver.start, receiver.end);
  if (zeroed === name) return true;
  if (optimizers.has(zeroed)) return false;
  if (optimizers.size === 1) return true;
  const models = optimizers.get(name)?.models;
  return models !== undefined && [...models].every((model) => model === zeroed || model.startsWith(`${zeroed}.`));
}
