import { boundNames } from "../semantics/bindings.ts";
import type { Block, Expression, Statement } from "../syntax/nodes.ts";
import { children, isStatement, walkExpressions } from "../syntax/walk.ts";

const reads = new WeakMap<Statement, ReadonlySet<string>>();
const binds = new WeakMap<Statement, ReadonlySet<string>>();

/** The names that running a statement reads, nested statements included. */
export function readsOf(statement: Statement): ReadonlySet<string> {
  const known = reads.get(statement) ?? findReads(statement);
  reads.set(statement, known);
  return known;
}

function findReads(statement: Statement): ReadonlySet<string> {
  const names = new Set<string>();
  const targets = new Set<Expression>();
  collectTargets(statement, targets);
  walkExpressions(statement, (node) => {
    if (node.kind === "name" && !targets.has(node)) names.add(node.id);
  });
  return names;
}

/** The names that running a statement binds, nested statements included. */
export function bindsOf(statement: Statement): ReadonlySet<string> {
  const known = binds.get(statement) ?? boundNames({ start: 0, end: 0, statements: [statement] });
  binds.set(statement, known);
  return known;
}

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
export function leavesBlock(statement: Statement): boolean {
  if (/^(return|break|continue|raise)$/.test(statement.kind)) return true;
  let found = false;
  walkExpressions(statement, (node) => {
    if (node.kind === "yield" || node.kind === "await") found = true;
  });
  return (
    found || children(statement).some((child) => isStatement(child) && child.kind !== "function" && leavesBlock(child))
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
        else walkExpressions(child, (node) => node.kind === "name" && names.add(node.id));
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
