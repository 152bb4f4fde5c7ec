import { perFile } from "../per-file.ts";
import type { Context } from "../rule.ts";
import { frameworkOf } from "../semantics/frameworks.ts";
import { inventoryOf } from "../syntax/collect.ts";
import type { Span } from "../syntax/nodes.ts";
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
  const inventories = model.module.body.statements.filter((one) => !isWrittenOut(one)).map(inventoryOf);
  const given: Span[] = model.references.flatMap(({ name, call }) => (call && frameworkOf(name) ? [call] : []));
  const written = new Set(writtenOut({ model }).map(({ name }) => name));
  if (written.size)
    for (const { calls } of inventories)
      for (const call of calls) if (call.function.kind === "name" && written.has(call.function.id)) given.push(call);
  const isGiven = within(given);
  let singles = 0;
  for (const { strings, subscripts } of inventories) {
    const keys = new Set(subscripts.flatMap(({ items }) => items));
    for (const string of strings) {
      const mark = /^\w*(['"])(?!\1\1)/.exec(text.slice(string.start, string.start + 5));
      if (mark && !keys.has(string) && !isGiven(string)) singles += mark[1] === "'" ? 1 : -1;
    }
  }
  return singles > 0 ? "'" : '"';
});

/** Tells of spans in order of their place whether they lie in any of others, which may lie in each other. */
function within(outer: Span[]): (inner: Span) => boolean {
  outer.sort((a, b) => a.start - b.start);
  let next = 0;
  let until = 0;
  return ({ start, end }) => {
    while (next < outer.length && outer[next].start <= start) until = Math.max(until, outer[next++].end);
    return end <= until;
  };
}
