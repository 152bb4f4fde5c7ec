import type { Tree } from "web-tree-sitter";
import type { Span } from "./nodes.ts";
import type { Repair } from "./repair.ts";
import { isHead } from "./repair-head.ts";
import { indentationRepairs } from "./repair-indentation.ts";
import { indentationAt } from "./repair-lines.ts";
import { leftOut, type Parse, parsesAlone } from "./repair-statement.ts";
import { offsetWithout } from "./repaired-text.ts";
import { errorsOf } from "./tree-errors.ts";

/** Of more statements in a row it is not asked which of them do not parse. */
const most = 2000;
const mostErrors = 100;

/**
 * Leaves out what does not parse of statements: a key pressed in one line would make the rest of its class disappear, and
 * what the parser makes of it would hang on all that stands around. Gives the repairs with what is left out, those as they
 * are if there is nothing.
 */
export function setAside(
  text: string,
  repairs: Repair[],
  statements: readonly Span[],
  tree: Tree,
  parse: Parse,
): Repair[] {
  if (statements.length === 0) return repairs;
  const placed = offsetWithout(repairs, 0);
  const before = new Set<Repair>();
  const left: Repair[] = [];
  let from = 0;
  for (const { startIndex, endIndex } of errorsOf(tree, mostErrors)) {
    const first = Math.max(from, indexAt(statements, placed(startIndex)));
    const last = indexAt(statements, Math.max(placed(startIndex), placed(endIndex) - 1));
    if (last < first || last - first > most) continue;
    for (let index = first; index <= last; index++) {
      const statement = statements[index];
      const within = repairs.filter(({ at, cut = 0 }) => at >= statement.start && at + cut <= statement.end);
      if (parsesAlone(text, statement, within, parse)) continue;
      for (const one of within) before.add(one);
      left.push(...leftOut(text, { ...statement, within, isOwner: owns(text, statements, index) }, parse));
    }
    from = last + 1;
  }
  if (left.length === 0) return repairs;
  return [...repairs.filter((one) => !before.has(one)), ...left].sort((a, b) => a.at - b.at);
}

/** Repairs with those that put statements at columns where the parser can follow; those as they are if there are none. */
export function withColumns(text: string, repairs: Repair[], statements: readonly Span[]): Repair[] {
  const moved = movedColumns(text, repairs, statements);
  return moved.length === 0 ? repairs : [...moved, ...repairs].sort((a, b) => a.at - b.at);
}

const movedColumns = (text: string, repairs: readonly Repair[], statements: readonly Span[]): Repair[] =>
  indentationRepairs(text, statements, (index) => isOpen(text, repairs, statements[index]));

/** Whether all statements stand at columns where the parser can follow. */
export const columnsFit = (text: string, repairs: readonly Repair[], statements: readonly Span[]): boolean =>
  movedColumns(text, repairs, statements).length === 0;

/** Whether a statement is a head whose suite follows. */
function isOpen(text: string, repairs: readonly Repair[], { end }: Span): boolean {
  const last = repairs.find(({ at, cut = 0 }) => at + cut === end);
  return last === undefined ? text[end - 1] === ":" : last.text.endsWith(":");
}

/** Index of the last statement that begins at or before an offset. */
function indexAt(statements: readonly Span[], offset: number): number {
  let [low, high] = [0, statements.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (statements[middle].start <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

const columnOf = (text: string, { start }: Span): number => indentationAt(text, start).length;

/** Whether lines follow that are indented deeper and are of the statement: it does not only stray into their suite. */
function owns(text: string, statements: readonly Span[], index: number): boolean {
  const next = statements[index + 1];
  if (next === undefined || columnOf(text, next) <= columnOf(text, statements[index])) return false;
  return !isStray(text, statements, index);
}

/** Whether a statement at the first column that is no head stands in a suite, which goes on behind it. */
function isStray(text: string, statements: readonly Span[], index: number): boolean {
  const { start, end } = statements[index];
  if (index === 0 || columnOf(text, statements[index]) > 0 || isHead(text, start) || text[end - 1] === ":")
    return false;
  const before = statements[index - 1];
  const column = columnOf(text, before);
  return column > 0 && (text[before.end - 1] === ":" || column >= columnOf(text, statements[index + 1]));
}
