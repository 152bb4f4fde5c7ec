import type { Block, Call, Module, Statement } from "./nodes.ts";
import { walkExpressions } from "./walk.ts";

/** Collects from a statement; what it gave is remembered while it stays the same object. */
export function perStatement<T>(collect: (statement: Statement) => T): (statement: Statement) => T {
  const given = new WeakMap<Statement, { readonly it: T }>();
  return (statement) => {
    const known = given.get(statement) ?? { it: collect(statement) };
    given.set(statement, known);
    return known.it;
  };
}

/** Collects from each statement of a module in turn, as `perStatement` does. */
export function collector<T>(collect: (statement: Statement) => readonly T[]): (module: Module) => readonly T[] {
  const from = perStatement(collect);
  return ({ body }) => {
    const all: T[] = [];
    for (const statement of body.statements) for (const one of from(statement)) all.push(one);
    return all;
  };
}

/** The calls in a statement or suite, outermost first. */
export const callsIn = (of: Statement | Block): readonly Call[] =>
  "statements" in of ? of.statements.flatMap(callsInside) : callsInside(of);

const callsInside = perStatement((statement): readonly Call[] => {
  const calls: Call[] = [];
  walkExpressions(statement, (node) => {
    if (node.kind === "call") calls.push(node);
  });
  return calls;
});
