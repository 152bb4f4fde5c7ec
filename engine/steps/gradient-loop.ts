import { type Chain, chainOf } from "../fix/in-place.ts";
import { perStatement } from "../syntax/collect.ts";
import type { Assign, AugmentedAssign, Expression, Name, Statement } from "../syntax/nodes.ts";
import {
  blockOf,
  children,
  isSimpleName,
  isStatement,
  targetsOf,
  walkExpressions,
  walkStatements,
} from "../syntax/walk.ts";

/** What a loop over parameters does with their gradients: looks at them, changes them, steps, or sets them to zero. */
type Work = "read" | "replace" | "update" | "clear";

/** A loop over parameters that works with their gradients, `p.grad`. */
export interface GradientLoop {
  readonly does: Work;
  /** What it goes over, `model.trainable_params()`. */
  readonly parameters: Expression;
  /** What each parameter, and its name where the loop takes it too, is called. */
  readonly parameter: string;
  readonly named?: string;
  /** Its body, outside a condition that only asks whether there is a gradient. */
  readonly body: readonly Statement[];
  /** Statements of the body beside these that set the gradients to zero. */
  readonly cleared: readonly Statement[];
}

/** The loop over parameters' gradients that a statement is. */
export const gradientLoopOf = perStatement((statement): GradientLoop | undefined => {
  if (statement.kind !== "for" || statement.otherwise) return undefined;
  const [first, ...others] = statement.body.statements;
  if (first?.kind === "for" && !others.length && isGroups(statement.iterable) && isParamsOf(first.iterable))
    return loopOver(first.target, statement.iterable, first.body.statements);
  return loopOver(statement.target, statement.iterable, statement.body.statements);
});

function loopOver(target: Expression, parameters: Expression, suite: readonly Statement[]): GradientLoop | undefined {
  const names = target.kind === "tuple" ? target.items : [target];
  if (names.length > 2 || !names.every((name): name is Name => name.kind === "name")) return undefined;
  const parameter = names[names.length - 1].id;
  const named = names.length > 1 ? names[0].id : undefined;
  const mentioned = suite.some((statement) => gradientsIn(statement, parameter).length);
  if (!mentioned || suite.some((statement) => mentionsOther(statement, parameter))) return undefined;
  const body = insideGuard(suite, parameter);
  const cleared = body.filter((statement) => isClearing(statement, parameter));
  const rest = body.filter((statement) => !cleared.includes(statement));
  const does = workOf(rest, parameter);
  return does && { does, parameters, parameter, named, body: rest, cleared };
}

function workOf(body: readonly Statement[], parameter: string): Work | undefined {
  if (!body.length) return "clear";
  if (body.length === 1 && writesGradient(body[0], parameter)) return "replace";
  if (body.some((statement) => changesGradient(statement, parameter))) return undefined;
  return body.some((statement) => writesOfParameter(statement, parameter).length) ? "update" : "read";
}

/** The nodes in which a statement reads or writes the gradient of a parameter: `p.grad`, `p.grad.data`. */
export function gradientsIn(root: Statement | Expression, parameter: string): Expression[] {
  const found: Expression[] = [];
  const visit = (node: Expression | Statement): void => {
    if (!isStatement(node) && isGradient(node, parameter)) found.push(node);
    else for (const child of children(node)) visit(child);
  };
  visit(root);
  return found;
}

const isGradient = (node: Expression, parameter: string): boolean =>
  node.kind === "attribute" &&
  ((node.name === "grad" && isSimpleName(node.value, parameter)) ||
    (node.name === "data" && isGradient(node.value, parameter)));

/** Whether it works with gradients of something else, too. */
function mentionsOther(statement: Statement, parameter: string): boolean {
  let other = false;
  walkExpressions(statement, (node) => {
    if (node.kind === "attribute" && node.name === "grad" && !isSimpleName(node.value, parameter)) other = true;
  });
  return other;
}

/** `if p.grad is not None:` around everything goes: each parameter that is differentiated for has a gradient. */
function insideGuard(suite: readonly Statement[], parameter: string): readonly Statement[] {
  const [first, ...rest] = suite;
  if (first.kind !== "if" || first.branches.length > 1 || first.otherwise) return suite;
  const [{ test, body }] = first.branches;
  if (test.kind !== "compare" || test.operands.length !== 2 || !isGradient(test.operands[0], parameter)) return suite;
  if (test.operands[1].kind !== "constant" || test.operands[1].value !== "None") return suite;
  const isAbsent = test.operators[0] === "is" || test.operators[0] === "==";
  if (!isAbsent) return rest.length ? suite : body.statements;
  return body.statements.length === 1 && body.statements[0].kind === "continue" ? rest : suite;
}

/** `p.grad = None`, `p.grad.zero_()`, `p.grad.detach_()` */
function isClearing(statement: Statement, parameter: string): boolean {
  if (statement.kind === "assign")
    return (
      statement.targets.length === 1 &&
      isGradient(statement.targets[0], parameter) &&
      statement.value?.kind === "constant" &&
      statement.value.value === "None"
    );
  const callee =
    statement.kind === "expression" && statement.value.kind === "call" ? statement.value.function : undefined;
  return callee?.kind === "attribute" && /^(zero|detach)_$/.test(callee.name) && isGradient(callee.value, parameter);
}

/** `p.grad = value`, `p.grad *= value`, `p.grad.clamp_(-1, 1)` */
const writesGradient = (statement: Statement, parameter: string): boolean =>
  (statement.kind === "assign" && statement.targets.length === 1 && isGradient(statement.targets[0], parameter)) ||
  (statement.kind === "augmented" && isGradient(statement.target, parameter)) ||
  changeOf(statement, parameter) !== undefined;

/** The methods that change a gradient in place, one after the other. */
export const changeOf = (statement: Statement, parameter: string): Chain | undefined =>
  chainOn(statement, (tensor) => isGradient(tensor, parameter));

/** The methods that a statement calls to change a tensor in place: all that it does. */
function chainOn(statement: Statement, fits: (tensor: Expression) => boolean): Chain | undefined {
  if (statement.kind !== "expression" || statement.value.kind !== "call") return undefined;
  const chain = chainOf(statement.value, (method) => /[^_]_$/.test(method) && !/^(zero|fill|detach)_$/.test(method));
  return chain.calls.length && fits(chain.tensor) ? chain : undefined;
}

/** Whether something in a statement changes the gradient: an assignment, or a method in place. */
function changesGradient(statement: Statement, parameter: string): boolean {
  let changes = false;
  walkStatements(blockOf(statement), (node) => {
    if (targetsOf(node).some((target) => gradientsIn(target, parameter).length)) changes = true;
  });
  walkExpressions(statement, (node) => {
    const callee = node.kind === "call" ? node.function : undefined;
    if (callee?.kind === "attribute" && /[^_]_$/.test(callee.name) && gradientsIn(callee.value, parameter).length)
      changes = true;
  });
  return changes;
}

/** The statements that give the parameter new values: `p -= value`, in place, and `ops.assign(p, value)`. */
export function writesOfParameter(root: Statement, parameter: string): Statement[] {
  const found: Statement[] = [];
  walkStatements(blockOf(root), (statement) => {
    const isWrite = isDirectWrite(statement, parameter) || writeOf(statement, parameter);
    if (isWrite || isPlainWrite(statement, parameter)) found.push(statement);
  });
  return found;
}

/** `p -= value`, `p.data += value`, `p.data = value` */
export function isDirectWrite(statement: Statement, parameter: string): statement is Assign | AugmentedAssign {
  if (statement.kind === "augmented") return isParameter(statement.target, parameter);
  const [target, ...others] = statement.kind === "assign" ? statement.targets : [];
  return target?.kind === "attribute" && !others.length && isParameter(target, parameter);
}

/** `p.data.add_(p.grad, alpha=-lr)` */
export const writeOf = (statement: Statement, parameter: string): Chain | undefined =>
  chainOn(statement, (tensor) => isParameter(tensor, parameter));

const isParameter = (node: Expression, parameter: string): boolean =>
  isSimpleName(node.kind === "attribute" && node.name === "data" ? node.value : node, parameter);

function isPlainWrite(statement: Statement, parameter: string): boolean {
  const call = statement.kind === "expression" && statement.value.kind === "call" ? statement.value : undefined;
  if (call?.function.kind !== "attribute") return false;
  const { name, value } = call.function;
  if (name === "set_data") return isSimpleName(value, parameter);
  return name === "assign" && call.arguments.length === 2 && isSimpleName(call.arguments[0].value, parameter);
}

const isGroups = (node: Expression): boolean => node.kind === "attribute" && node.name === "param_groups";

const isParamsOf = (node: Expression): boolean =>
  node.kind === "subscript" && node.items[0]?.kind === "string" && node.items[0].value === "params";
