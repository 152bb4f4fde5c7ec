import type { Module, Statement } from "./nodes.ts";

/** Collects from each statement of a module in turn; what one gave is remembered while it stays the same object. */
export function collector<T>(collect: (statement: Statement) => readonly T[]): (module: Module) => readonly T[] {
  const given = new WeakMap<Statement, readonly T[]>();
  return ({ body }) =>
    body.statements.flatMap((statement) => {
      const known = given.get(statement) ?? collect(statement);
      given.set(statement, known);
      return known;
    });
}
