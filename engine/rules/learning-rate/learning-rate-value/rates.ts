import type { Reference } from "../../../semantics/reference.ts";
import type { Call, Expression, Statement } from "../../../syntax/nodes.ts";
import { children, isStatement } from "../../../syntax/walk.ts";

/** The statement that gives a rate another value: `group["lr"] = 0.1`, `group["lr"] *= 0.1`. */
export interface RateWrite {
  readonly statement: Statement;
  readonly rate: Expression;
  readonly value: Expression;
  /** `*` of `*=`. */
  readonly operator?: string;
}

/** Where the rates of an optimizer are read as they are, and where they are written. */
export interface RateUses {
  readonly reads: readonly Expression[];
  readonly writes: readonly RateWrite[];
}

/** How a statement uses rates; `isRate` tells their expressions. */
export function usesIn(statement: Statement, isRate: (node: Expression) => boolean): RateUses {
  const reads: Expression[] = [];
  const writes: RateWrite[] = [];
  const visit = (node: Expression | Statement, target?: Expression): void => {
    if (node === target) return;
    if (isStatement(node)) {
      const write = writeOf(node, isRate);
      if (write) writes.push(write);
      for (const child of children(node)) visit(child, write?.rate);
      return;
    }
    if (node.kind === "call" && /^(float|assign)$/.test(calleeOf(node))) return;
    if (isRate(node)) reads.push(node);
    else for (const child of children(node)) visit(child);
  };
  visit(statement);
  return { reads, writes };
}

/** The last name of what a call calls. */
const calleeOf = ({ function: callee }: Call): string =>
  callee.kind === "name" ? callee.id : callee.kind === "attribute" ? callee.name : "";

function writeOf(statement: Statement, isRate: (node: Expression) => boolean): RateWrite | undefined {
  if (statement.kind === "augmented" && isRate(statement.target)) {
    const { target, value, operator } = statement;
    return { statement, rate: target, value, operator: operator.slice(0, -1) };
  }
  if (statement.kind !== "assign" || statement.targets.length > 1 || !statement.value) return undefined;
  const [rate] = statement.targets;
  return isRate(rate) ? { statement, rate, value: statement.value } : undefined;
}

/** Tells `groups[0]["lr"]`, and `group["lr"]` where a loop or a comprehension goes over the groups. */
export function rateOfGroups(groups: Expression, { statement }: Reference): (node: Expression) => boolean {
  const names = loopNames(groups, statement);
  return (node) => {
    if (node.kind !== "subscript") return false;
    const [key] = node.items;
    if (key?.kind !== "string" || key.value !== "lr") return false;
    const { value } = node;
    return value.kind === "name" ? names.includes(value.id) : value.kind === "subscript" && value.value === groups;
  };
}

/** The names that loops and comprehensions give the groups. */
function loopNames(groups: Expression, statement: Statement): string[] {
  const names: string[] = [];
  const add = (target: Expression, iterable: Expression): void => {
    const taken = iterable === groups ? target : itemFor(groups, target, iterable);
    if (taken?.kind === "name") names.push(taken.id);
  };
  const visit = (node: Expression | Statement): void => {
    if (node.kind === "for") add(node.target, node.iterable);
    if (node.kind === "comprehension") for (const clause of node.clauses) add(clause.target, clause.iterable);
    for (const child of children(node)) visit(child);
  };
  visit(statement);
  return names;
}

/** What takes a group in `for i, group in enumerate(groups)` and `for group, rate in zip(groups, rates)`. */
function itemFor(groups: Expression, target: Expression, iterable: Expression): Expression | undefined {
  if (iterable.kind !== "call" || iterable.function.kind !== "name" || target.kind !== "tuple") return undefined;
  const at = iterable.arguments.findIndex(({ value }) => value === groups);
  if (at < 0) return undefined;
  return iterable.function.id === "enumerate"
    ? target.items[1]
    : iterable.function.id === "zip"
      ? target.items[at]
      : undefined;
}
