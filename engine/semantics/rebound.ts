import { perWord } from "../per-word.ts";
import { functionsIn, ownStatements, perStatement } from "../syntax/collect.ts";
import type { FunctionDefinition, Module } from "../syntax/nodes.ts";
import { boundNames } from "./bindings.ts";

const NONE: readonly string[] = [];

/** The names outside of a function that it binds itself by a `global` or `nonlocal` statement. */
function boundOutside(node: FunctionDefinition, by: "global" | "nonlocal"): readonly string[] {
  const declared = ownStatements(node).flatMap((statement) => (statement.kind === by ? statement.names : NONE));
  if (!declared.length) return NONE;
  const bound = boundNames(node.body);
  return declared.filter((name) => bound.has(name));
}

const boundIn = (by: "global" | "nonlocal") =>
  perStatement((statement) => functionsIn(statement).flatMap((node) => boundOutside(node, by)));
const globalsIn = boundIn("global");
const nonlocalsIn = boundIn("nonlocal");
const setOf = perWord((words): ReadonlySet<string> => new Set(words.split(" ").filter(Boolean)));

/** The names of a module that functions bind to something else at some time; the same object for equal sets. */
export function reboundGlobals({ body, hasOuterNames }: Module): ReadonlySet<string> {
  return setOf(hasOuterNames ? [...new Set(body.statements.flatMap(globalsIn))].sort().join(" ") : "");
}

/** The names of a function that functions inside it bind to something else. */
export function reboundNonlocals(node: FunctionDefinition, { hasOuterNames }: Module): ReadonlySet<string> | undefined {
  const names = hasOuterNames ? nonlocalsIn(node) : NONE;
  return names.length ? setOf(names.join(" ")) : undefined;
}
