import { perFile } from "../per-file.ts";
import type { Context } from "../rule.ts";
import { frameworkOf } from "../semantics/frameworks.ts";
import type { Expression, Span, Statement } from "../syntax/nodes.ts";
import { forEachChild, isStatement } from "../syntax/walk.ts";
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
  const isQuoted = quotesOf(text);
  const walkQuoted = (root: Expression | Statement, visit: (node: Expression) => void): void => {
    if (!isQuoted(root)) return;
    if (!isStatement(root)) visit(root);
    forEachChild(root, (child) => walkQuoted(child, visit));
  };
  for (const { name, call } of model.references)
    if (call && frameworkOf(name)) walkQuoted(call, (node) => given.add(node));
  const written = new Set(writtenOut({ model }).map(({ name }) => name));
  let singles = 0;
  for (const statement of model.module.body.statements)
    if (!isWrittenOut(statement))
      walkQuoted(statement, (node) => {
        if (node.kind === "call" && node.function.kind === "name" && written.has(node.function.id))
          walkQuoted(node, (inside) => given.add(inside));
        if (node.kind === "subscript") for (const item of node.items) given.add(item);
        const mark =
          node.kind === "string" &&
          !given.has(node) &&
          /^\w*(['"])(?!\1\1)/.exec(text.slice(node.start, node.start + 5));
        if (mark) singles += mark[1] === "'" ? 1 : -1;
      });
  return singles > 0 ? "'" : '"';
});

/** Tells whether a quote stands in a part of a text; parts that are asked for in order are searched once in all. */
function quotesOf(text: string): (part: Span) => boolean {
  const quote = /['"]/g;
  let [from, found] = [0, -1];
  return ({ start, end }) => {
    if (start < from || start > found) {
      quote.lastIndex = start;
      [from, found] = [start, quote.exec(text)?.index ?? text.length];
    }
    return found < end;
  };
}
