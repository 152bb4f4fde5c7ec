import type { Edit } from "../finding.ts";
import type { Context } from "../rule.ts";
import type { Block, Call, Expression, Statement } from "../syntax/nodes.ts";
import { isSimpleName, walkStatements } from "../syntax/walk.ts";
import type { StepScope } from "./events.ts";

/** `x.requires_grad = True` and `x.requires_grad_()`, which ask for what the function gives. */
export function marksOf(names: readonly string[], scope: StepScope): Statement[] {
  const marks: Statement[] = [];
  const isOurs = (node: Expression) => names.some((name) => isSimpleName(node, name));
  walkStatements(scope.body, (statement) => {
    const assigned = statement.kind === "assign" && statement.targets.length === 1 ? statement.targets[0] : undefined;
    if (assigned?.kind === "attribute" && assigned.name === "requires_grad" && isOurs(assigned.value))
      marks.push(statement);
    if (statement.kind !== "expression" || statement.value.kind !== "call") return;
    const { function: callee } = statement.value;
    if (callee.kind === "attribute" && callee.name === "requires_grad_" && isOurs(callee.value)) marks.push(statement);
  });
  return marks;
}

/** The `requires_grad=True` of the calls that make the tensors. */
export function flagsOf(names: readonly string[], { model, text }: Context): Edit[] {
  const edits = madeFor(names, model.module.body).flatMap(({ arguments: given }) => {
    const flag = given.findIndex(({ name }) => name === "requires_grad");
    return flag > 0 ? [{ start: given[flag - 1].end, end: given[flag].end, text: "" }] : [];
  });
  return edits.filter(({ start, end }) => !text.slice(start, end).includes("#"));
}

/** `.requires_grad_()` at the end of what a tensor is given: `x = x.detach().requires_grad_(True)`. */
export const endingsOf = (names: readonly string[], { body }: StepScope): Edit[] =>
  madeFor(names, body).flatMap(({ function: callee, end }) =>
    callee.kind === "attribute" && callee.name === "requires_grad_" ? [{ start: callee.value.end, end, text: "" }] : [],
  );

/** The calls whose results some names are given. */
function madeFor(names: readonly string[], body: Block): Call[] {
  const calls: Call[] = [];
  walkStatements(body, (statement) => {
    if (statement.kind !== "assign" || statement.value?.kind !== "call") return;
    if (names.some((name) => isSimpleName(statement.targets[0], name))) calls.push(statement.value);
  });
  return calls;
}
