import { perFile } from "../per-file.ts";
import type { Context } from "../rule.ts";
import { frameworkOf } from "../semantics/frameworks.ts";
import type { Expression, Statement } from "../syntax/nodes.ts";
import { forEachChild } from "../syntax/walk.ts";
import { isWrittenOut, writtenOut } from "./definition-text.ts";

/** A string literal in the quotes that the file prefers. */
export function quote(value: string, context: Context): string {
  const mark = preferredQuote(context);
  return mark + value + mark;
}

/**
 * What the file writes most of its strings in. Those that frameworks, and what is written out for them, are given come and go with
 * repairs and do not count, nor do keys: `group["lr"]` may be given to one.
 */
const preferredQuote = perFile(({ model, text }: Context): string => {
  if (!text.includes("'")) return '"';
  const given = new Set<Expression>();
  for (const { name, call } of model.references) if (call && frameworkOf(name)) given.add(call);
  const written = new Set(writtenOut({ model }).map(({ name }) => name));
  const keys = new Set<Expression>();
  let singles = 0;
  const count = (node: Expression): void => {
    if (node.kind === "name" || given.has(node)) return;
    if (node.kind === "call" && node.function.kind === "name" && written.has(node.function.id)) return;
    if (node.kind === "subscript") for (const item of node.items) keys.add(item);
    const mark =
      node.kind === "string" && !keys.has(node) && /^\w*(['"])(?!\1\1)/.exec(text.slice(node.start, node.start + 5));
    if (mark) singles += mark[1] === "'" ? 1 : -1;
    forEachChild(node, count);
  };
  const enter = (statement: Statement): void => forEachChild(statement, count, enter);
  for (const statement of model.module.body.statements) if (!isWrittenOut(statement)) enter(statement);
  return singles > 0 ? "'" : '"';
});
