import type { Context } from "./rule.ts";
import { concatenated, isEmpty, joined } from "./syntax/collect.ts";
import type { Statement } from "./syntax/nodes.ts";

/**
 * Collects from each statement of a module in turn what the kinds in it tell, and nothing else; what it gave is remembered while
 * all that is known inside the statement stays the same.
 */
export function kindCollector<T>(
  collect: (statement: Statement, context: Context) => readonly T[],
): (context: Context) => readonly T[] {
  const all = joined<readonly T[], Context, readonly T[]>(collect, concatenated, isEmpty);
  return (context) => all(context.model.module.body.statements, context.model.stamps, context);
}
