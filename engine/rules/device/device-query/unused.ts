import type { Context } from "../../../rule.ts";
import { localNames } from "../../../semantics/bindings.ts";
import type { Place, Reference } from "../../../semantics/reference.ts";
import type { Expression, FunctionDefinition, Module, Statement } from "../../../syntax/nodes.ts";
import { dottedName, walkExpressions, walkStatements } from "../../../syntax/walk.ts";

/** Whether the statement only gives a name to the value, and nothing reads that name where it is known. */
export function unusedTarget({ statement, place }: Reference, value: Expression, context: Context): boolean {
  const name = targetName(statement);
  return (
    name !== undefined &&
    statement.kind === "assign" &&
    statement.value === value &&
    !readsOf(name, place, context).length &&
    !isTaken(name, place, context)
  );
}

/** Whether another file of the project takes a name that is the file's. */
export const isTaken = (name: string, { function: own }: Place, { outside }: Context): boolean =>
  own === undefined && outside !== undefined && outside.takersOf(name).length > 0;

/** The one plain name that a statement assigns to. */
export function targetName(statement: Statement): string | undefined {
  if (statement.kind !== "assign" || statement.targets.length !== 1 || statement.annotation) return undefined;
  const [target] = statement.targets;
  return target.kind === "name" ? target.id : undefined;
}

/** Where a name is read in the scope of a place, or in all of the file where it is the file's. */
export function readsOf(name: string, { function: own }: Place, { model }: Context): Expression[] {
  const isLocal = own !== undefined && localNames(own).includes(name);
  const scope = isLocal ? own : model.module;
  const others = isLocal ? [] : functionsWithTheirOwn(name, model.module);
  const targets = new Set<Expression>();
  walkStatements(scope.body, (statement) => {
    if (statement.kind === "assign") for (const target of statement.targets) targets.add(target);
  });
  const reads: Expression[] = [];
  walkExpressions(scope, (node) => {
    if (node.kind !== "name" || node.id !== name || targets.has(node)) return;
    if (!others.some(({ body }) => body.start <= node.start && node.end <= body.end)) reads.push(node);
  });
  return reads;
}

/** The functions in which a name is a parameter or a local, so that what they read by it is not the file's. */
function functionsWithTheirOwn(name: string, module: Module): FunctionDefinition[] {
  const found: FunctionDefinition[] = [];
  walkStatements(module.body, (statement) => {
    if (statement.kind !== "function") return;
    const isBound = statement.parameters.some((p) => p.name === name) || localNames(statement).includes(name);
    if (isBound) found.push(statement);
  });
  return found;
}

/** Whether a tensor or a model is still moved to a name. */
export const isMovedTo = (name: string | undefined, { model }: Context): boolean =>
  model.references.some(
    (reference) =>
      name !== undefined &&
      reference.name.endsWith(".to") &&
      reference.call?.arguments.some(({ value }) => value && dottedName(value) === name),
  );
