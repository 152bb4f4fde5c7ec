import { remembered } from "../remembered.ts";
import type { Block, Call, Expression, FunctionDefinition, Module, Statement } from "./nodes.ts";
import { forEachChild, isStatement, suites, walkExpressions } from "./walk.ts";

/** Collects from a statement; what it gave is remembered while it stays the same object. */
export const perStatement = <T>(collect: (statement: Statement) => T): ((statement: Statement) => T) =>
  remembered(collect);

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

/** Finds expressions of one sort in a statement, outermost first; of classes and functions each statement is searched by itself. */
export function expressionsIn<E extends Expression>(
  isWanted: (node: Expression) => node is E,
): (statement: Statement) => readonly E[] {
  const inside = perStatement((statement): readonly E[] => {
    const found: E[] = [];
    const note = (node: Expression): void => {
      if (isWanted(node)) found.push(node);
    };
    if (statement.kind !== "class" && statement.kind !== "function") walkExpressions(statement, note);
    else
      forEachChild(statement, (child) => {
        if (isStatement(child)) found.push(...inside(child));
        else walkExpressions(child, note);
      });
    return found;
  });
  return inside;
}

const callsInside = expressionsIn((node): node is Call => node.kind === "call");

/** The functions that a statement defines, itself and inside it, outermost first. */
export const functionsIn = perStatement((statement): readonly FunctionDefinition[] => {
  const inside = suites(statement).flatMap(({ statements }) =>
    statements.flatMap((inner) => (suites(inner).length ? functionsIn(inner) : [])),
  );
  return statement.kind === "function" ? [statement, ...inside] : inside;
});

/** Tells whether a word stands in a statement of a file; each is searched once while it stays the same object. */
export function mentions(word: string): (text: string, module: Module) => boolean {
  const given = new WeakMap<Statement, boolean>();
  return (text, { body }) =>
    body.statements.some((statement) => {
      const known = given.get(statement) ?? text.slice(statement.start, statement.end).includes(word);
      given.set(statement, known);
      return known;
    });
}
