import type { Edit } from "../finding.ts";
import type { Context } from "../rule.ts";
import type { Argument, Expression, Statement } from "../syntax/nodes.ts";
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
  const edits: Edit[] = [];
  walkStatements(model.module.body, (statement) => {
    if (statement.kind !== "assign" || statement.value?.kind !== "call") return;
    if (!names.some((name) => isSimpleName(statement.targets[0], name))) return;
    const given = statement.value.arguments;
    const flag = given.findIndex((argument: Argument) => argument.name === "requires_grad");
    if (flag > 0) edits.push({ start: given[flag - 1].end, end: given[flag].end, text: "" });
  });
  return edits.filter(({ start, end }) => !text.slice(start, end).includes("#"));
}

/** `.requires_grad_()` at the end of what a tensor is given: `x = x.detach().requires_grad_(True)`. */
export function endingsOf(names: readonly string[], scope: StepScope): Edit[] {
  const edits: Edit[] = [];
  walkStatements(scope.body, (statement) => {
    if (statement.kind !== "assign" || statement.value?.kind !== "call") return;
    const { function: callee, end } = statement.value;
    if (callee.kind !== "attribute" || callee.name !== "requires_grad_") return;
    if (!names.some((name) => isSimpleName(statement.targets[0], name))) return;
    edits.push({ start: callee.value.end, end, text: "" });
  });
  return edits;
}
