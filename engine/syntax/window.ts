import { type Lowered, lower } from "./lower.ts";
import type { Span } from "./nodes.ts";
import { type Grammar, parse } from "./parser.ts";
import { findUnit, lastNotAfter, type Unit } from "./unit.ts";

/** Longer stretches are left to the incremental parser, which is the faster one inside definitions. */
const widest = 4000;

/** Statements of a module in a row, by index, and the lines they stand on. */
interface Window extends Span {
  first: number;
  last: number;
  /** Whether it reaches to the start and the end of the file. */
  opens: boolean;
  closes: boolean;
}

/**
 * Lowers a file after an edit of `changed` by parsing nothing but the statements touched and one on either side.
 * tree-sitter cannot reuse statements that begin with a name, so a script of a thousand such lines would be parsed anew.
 * Gives nothing where the stretch may not be judged by itself: if it has an error, if the statements around do not come
 * out as they were, or if a line is indented.
 */
export function lowerWindow(grammar: Grammar, text: string, whole: Lowered, changed: Span): Lowered | undefined {
  if (whole.errors.length > 0) return undefined;
  const window = windowAround(text, whole.units, changed);
  if (window.end - window.start > widest) return undefined;
  const tree = parse(grammar, text.slice(window.start, window.end));
  const part = lower(grammar, tree, text, window.start, {
    comments: whole.comments,
    find: (start, end, nesting) => findUnit(whole.units, start, end, nesting),
  });
  tree.delete();
  return fits(text, part, whole, window) ? splice(whole, part, window) : undefined;
}

function windowAround(text: string, units: readonly Unit[], changed: Span): Window {
  const before = firstEndingFrom(units, changed.start) - 1;
  const after = lastNotAfter(units, changed.end) + 1;
  const opens = before < 0;
  const closes = after >= units.length;
  const lineEnd = closes ? -1 : text.indexOf("\n", units[after].end);
  return {
    first: Math.max(before, 0),
    last: Math.min(after, units.length - 1),
    opens,
    closes,
    start: opens ? 0 : text.lastIndexOf("\n", units[before].start - 1) + 1,
    end: lineEnd < 0 ? text.length : lineEnd + 1,
  };
}

/** Index of the first unit that ends at or behind `offset`. */
function firstEndingFrom(units: readonly Unit[], offset: number): number {
  let index = Math.max(lastNotAfter(units, offset), 0);
  while (index < units.length && units[index].end < offset) index++;
  while (index > 0 && units[index - 1].end >= offset) index--;
  return index;
}

function fits(text: string, part: Lowered, whole: Lowered, window: Window): boolean {
  if (part.errors.length > 0) return false;
  if (!window.opens && part.units[0] !== whole.units[window.first]) return false;
  if (!window.closes && part.units.at(-1) !== whole.units[window.last]) return false;
  return part.units.every(({ start }) => start === 0 || text[start - 1] === "\n");
}

function splice(whole: Lowered, part: Lowered, { first, last, start, end }: Window): Lowered {
  const comments = [
    ...whole.comments.filter((comment) => comment.start < start),
    ...part.comments,
    ...whole.comments.filter((comment) => comment.start >= end),
  ];
  return {
    statements: whole.statements.toSpliced(first, last - first + 1, ...part.statements),
    units: whole.units.toSpliced(first, last - first + 1, ...part.units),
    comments,
    errors: [],
  };
}
