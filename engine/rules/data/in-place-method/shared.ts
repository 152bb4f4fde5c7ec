import type { Expression, FunctionDefinition, Module } from "../../../syntax/nodes.ts";
import { children, isStatement, walkExpressions, walkStatements } from "../../../syntax/walk.ts";

/** Methods and attributes that give another view of the same memory. */
export const VIEWS =
  /^(view|view_as|reshape|t|transpose|permute|swapaxes|unsqueeze|squeeze|flatten|expand|expand_as|narrow|select|diagonal|unbind|chunk|split|movedim|contiguous|detach|data|T|mT|H|mH|real|imag)$/;

/**
 * Whether something beside a local name may see the tensor that the name holds: a caller that handed it in and is given
 * nothing back, what a loop takes it from, a name it came from or was given to, a view.
 */
export function isShared(name: string, scope: FunctionDefinition | Module): boolean {
  if (scope.kind === "module") return true;
  if (scope.parameters.some((parameter) => parameter.name === name) && !returns(name, scope)) return true;
  let shared = false;
  walkStatements(scope.body, (statement) => {
    if (statement.kind === "for" && binds(statement.target, name)) shared = true;
    if (statement.kind !== "assign" || !statement.value) return;
    const isTarget = statement.targets.some((target) => binds(target, name));
    const seen = viewed(statement.value);
    if (isTarget ? seen !== undefined && seen !== name : seen === name) shared = true;
  });
  return shared;
}

/** Whether a target binds a name, by itself or as one of several. */
function binds(target: Expression, name: string): boolean {
  if (target.kind === "name") return target.id === name;
  return (target.kind === "tuple" || target.kind === "list") && target.items.some((item) => binds(item, name));
}

/** The name whose memory a value is, as a whole or in part; `?` where it has none that can be seen. */
function viewed(value: Expression): string | undefined {
  if (value.kind === "name") return value.id;
  if (value.kind === "subscript") return viewed(value.value) ?? "?";
  if (value.kind === "attribute") return VIEWS.test(value.name) ? viewed(value.value) : "?";
  const callee = value.kind === "call" ? value.function : undefined;
  return callee?.kind === "attribute" && VIEWS.test(callee.name) ? viewed(callee.value) : undefined;
}

/** Whether a function gives back something that is computed from a name. */
function returns(name: string, scope: FunctionDefinition): boolean {
  let found = false;
  walkStatements(scope.body, (statement) => {
    if (statement.kind !== "return") return;
    for (const child of children(statement))
      if (!isStatement(child))
        walkExpressions(child, (node) => {
          if (node.kind === "name" && node.id === name) found = true;
        });
  });
  return found;
}
