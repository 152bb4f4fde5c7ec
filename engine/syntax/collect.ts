import type { Module, Statement } from "./nodes.ts";

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
  return ({ body }) => body.statements.flatMap(from);
}
