import { boundNames } from "../semantics/bindings.ts";
import { perStatement } from "../syntax/collect.ts";
import type { Block, Expression, Statement } from "../syntax/nodes.ts";
import { blockOf, children, isStatement, suites, targetsOf, walkExpressions } from "../syntax/walk.ts";
import { walkFreeNames } from "./free-names.ts";
import { isCut } from "./trains.ts";

const NEVER = () => false;

/** The names that running a statement reads, nested statements included. */
export const readsOf = perStatement((statement): ReadonlySet<string> => {
  const names = new Set<string>();
  const targets = new Set<Expression>();
  collectTargets(statement, targets);
  walkFreeNames(statement, (name) => !targets.has(name) && names.add(name.id), NEVER);
  return names;
});

/** The names that statements read before they bind them, one after the other: what must be there when they begin. */
export function readsBefore(statements: readonly Statement[]): Set<string> {
  const names = new Set<string>();
  followReads(statements, new Set(), names);
  return names;
}

/** The names that one statement reads before it binds them. */
export const readsFirst = perStatement((statement): ReadonlySet<string> => readsBefore([statement]));

/** Adds what is read before it is bound, and gives the names bound at the end. Loops are taken to turn. */
function followReads(statements: readonly Statement[], before: ReadonlySet<string>, names: Set<string>): Set<string> {
  const bound = new Set(before);
  for (const statement of statements) {
    const inner = statement.kind === "function" || statement.kind === "class" ? [] : suites(statement);
    const read = inner.length ? headReads(statement) : readsOf(statement);
    for (const name of read) if (!bound.has(name)) names.add(name);
    if (statement.kind === "if") {
      const arms = inner.map((suite) => followReads(suite.statements, bound, names));
      const all = statement.otherwise ? arms : [...arms, bound];
      for (const name of bindsOf(statement)) if (all.every((arm) => arm.has(name))) bound.add(name);
      continue;
    }
    const heads = new Set([...bound, ...(statement.kind === "for" ? namesIn(statement.target) : [])]);
    for (const suite of inner) followReads(suite.statements, heads, names);
    for (const name of bindsOf(statement)) bound.add(name);
  }
  return bound;
}

/** What the head of a compound statement reads. */
function headReads(statement: Statement): Set<string> {
  const heads = children(statement).filter((child) => !isStatement(child));
  const read = statement.kind === "for" ? heads.filter((head) => head !== statement.target) : heads;
  return new Set(read.flatMap((head) => [...namesIn(head as Expression)]));
}

/** The names in an expression. */
export function namesIn(node: Expression): Set<string> {
  const names = new Set<string>();
  walkFreeNames(node, ({ id }) => names.add(id), NEVER);
  return names;
}

/** The names that running a statement reads with what they were computed from: not those behind `detach()` alone. */
export const tracedReadsOf = perStatement((statement): ReadonlySet<string> => {
  const targets = new Set<Expression>();
  collectTargets(statement, targets);
  const names = new Set<string>();
  walkFreeNames(statement, (name) => !targets.has(name) && names.add(name.id), isCut);
  return names;
});

/** The names whose values a statement changes without binding them: `x[0] = 1`, `x.fill_(0)`, `x.grad = None`. */
export function changedBy(statement: Statement): Set<string> {
  const names = new Set<string>();
  const add = (node: Expression): void => {
    const root = rootOf(node);
    if (root !== undefined) names.add(root);
  };
  const visit = (node: Statement): void => {
    const targets = node.kind === "assign" || node.kind === "delete" ? node.targets : [];
    for (const target of targets) if (target.kind === "subscript" || target.kind === "attribute") add(target.value);
    if (node.kind === "augmented") add(node.target);
    for (const child of children(node)) if (isStatement(child)) visit(child);
  };
  visit(statement);
  for (const name of growsOf(statement)) names.add(name);
  walkExpressions(statement, (node) => {
    if (node.kind === "call" && node.function.kind === "attribute" && /[^_]_$/.test(node.function.name))
      add(node.function.value);
  });
  return names;
}

/** The names of what running a statement writes into: `terms.append(t)`, `losses["box"] = b`, `outputs[t] = y`. */
export const growsOf = perStatement((statement): ReadonlySet<string> => {
  const names = new Set<string>();
  const visit = (node: Statement): void => {
    for (const target of targetsOf(node))
      if (target.kind === "subscript" && target.value.kind === "name") names.add(target.value.id);
    const grown = methodReceiver(node, /^(append|extend|insert|add|update|setdefault|appendleft)$/);
    if (grown !== undefined) names.add(grown);
    if (node.kind !== "function" && node.kind !== "class")
      for (const suite of suites(node)) suite.statements.forEach(visit);
  };
  visit(statement);
  return names;
});

/** The name of which a statement calls a method, and nothing else. */
function methodReceiver(node: Statement, methods: RegExp): string | undefined {
  const callee = node.kind === "expression" && node.value.kind === "call" ? node.value.function : undefined;
  if (callee?.kind !== "attribute" || callee.value.kind !== "name") return undefined;
  return methods.test(callee.name) ? callee.value.id : undefined;
}

/** The names that running a statement gives another value, or adds to. */
export const writesOf = perStatement(
  (statement): ReadonlySet<string> => new Set([...bindsOf(statement), ...growsOf(statement)]),
);

/** The name that a chain of attributes, subscripts and calls begins with. */
function rootOf(node: Expression): string | undefined {
  if (node.kind === "name") return node.id;
  if (node.kind === "attribute" || node.kind === "subscript") return rootOf(node.value);
  return node.kind === "call" ? rootOf(node.function) : undefined;
}

/** The names that running a statement binds, nested statements included. */
export const bindsOf = perStatement((statement): ReadonlySet<string> => boundNames(blockOf(statement)));

/** Name nodes that are only written: targets of plain assignments, loops and with. */
function collectTargets(statement: Statement, targets: Set<Expression>): void {
  if (statement.kind === "assign") for (const target of statement.targets) addNames(target, targets);
  if (statement.kind === "for") addNames(statement.target, targets);
  if (statement.kind === "with") for (const item of statement.items) if (item.target) addNames(item.target, targets);
  for (const child of children(statement)) if (isStatement(child)) collectTargets(child, targets);
}

function addNames(target: Expression, targets: Set<Expression>): void {
  if (target.kind === "name") targets.add(target);
  else if (target.kind === "tuple" || target.kind === "list") for (const item of target.items) addNames(item, targets);
  else if (target.kind === "starred") addNames(target.value, targets);
}

/** Whether a statement can leave the block it stands in, or hand a value out of the function. */
export const leavesBlock = perStatement((statement): boolean => {
  let found = false;
  walkExpressions(statement, (node) => {
    if (node.kind === "yield" || node.kind === "await") found = true;
  });
  return found || exits(statement, "block");
});

/** Whether a statement can leave its block; inside a loop of its own, `break` and `continue` do not. */
function exits(statement: Statement, within: "block" | "loop"): boolean {
  if (/^(return|raise)$/.test(statement.kind)) return true;
  if (/^(break|continue)$/.test(statement.kind)) return within === "block";
  const isTurning = (suite: Block) => /^(for|while)$/.test(statement.kind) && suite === suites(statement)[0];
  return suites(statement).some(
    (suite) =>
      statement.kind !== "function" &&
      suite.statements.some((inner) => exits(inner, isTurning(suite) ? "loop" : within)),
  );
}

/** Names read anywhere in a block, outside some of its statements. */
export function readsOutside(block: Block, left: ReadonlySet<Statement>): Set<string> {
  const names = new Set<string>();
  const visit = (statement: Statement): void => {
    if (left.has(statement)) return;
    const inner = children(statement).filter(isStatement);
    if (inner.some((child) => contains(child, left))) {
      for (const child of children(statement))
        if (isStatement(child)) visit(child);
        else for (const name of namesIn(child)) names.add(name);
      return;
    }
    for (const name of readsOf(statement)) names.add(name);
  };
  for (const statement of block.statements) visit(statement);
  return names;
}

function contains(statement: Statement, some: ReadonlySet<Statement>): boolean {
  return some.has(statement) || children(statement).some((child) => isStatement(child) && contains(child, some));
}
