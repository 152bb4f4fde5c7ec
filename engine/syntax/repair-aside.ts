import type { Node, Tree } from "web-tree-sitter";
import type { Span } from "./nodes.ts";
import type { Repair } from "./repair.ts";
import { isHead } from "./repair-head.ts";
import { indentationRepairs } from "./repair-indentation.ts";
import { indentationAt } from "./repair-lines.ts";
import { offsetWithout, repaired } from "./repaired-text.ts";
import { matchAt } from "./sticky.ts";

/** Of more statements in a row it is not asked which of them do not parse. */
const most = 2000;
const mostErrors = 100;
/** Of a statement so many words are left out before all of it is. */
const mostWords = 12;
/** Of a longer statement no words are left out, but all of it. */
const longest = 4000;

/** Whether a text parses. */
type Parses = (text: string) => boolean;

/**
 * Leaves out statements that do not parse and take others along: a key pressed in one line would make the rest of its
 * class disappear. `parses` is asked of statements alone. Gives the repairs with what is left out, those as they are if there is nothing.
 */
export function setAside(
  text: string,
  repairs: Repair[],
  statements: readonly Span[],
  tree: Tree,
  parses: Parses,
): Repair[] {
  if (statements.length === 0) return repairs;
  const placed = offsetWithout(repairs, 0);
  const left: Repair[] = [];
  let from = 0;
  for (const { startIndex, endIndex } of errorsOf(tree)) {
    const begun = indexAt(statements, placed(startIndex));
    const last = indexAt(statements, placed(endIndex) - 1);
    const first = Math.max(from, begun);
    if (last < first || last - first > most || (last === begun && !takesNext(text, repairs, statements, begun, tree)))
      continue;
    for (let index = first; index <= last; index++) {
      const { start, end } = statements[index];
      const within = repairs.filter(({ at, cut = 0 }) => at >= start && at + cut <= end);
      const source = repaired(
        text.slice(start, end),
        within.map((one) => ({ ...one, at: one.at - start })),
      );
      if (!parses(completed(source))) left.push(withoutRest(text, statements, index, parses));
    }
    from = last + 1;
  }
  const cuts = left.map(({ at, cut = 0 }) => ({ start: at, end: at + cut }));
  const kept = repairs.filter(({ at }) => !cuts.some(({ start, end }) => start <= at && at <= end));
  const all = [...kept, ...left];
  const moved = indentationRepairs(text, statements, (index) => isOpen(text, all, statements[index]));
  if (left.length + moved.length === 0) return repairs;
  return [...moved, ...all].sort((a, b) => a.at - b.at);
}

/** Whether the statement behind one is no statement of its own in the tree. */
function takesNext(
  text: string,
  repairs: readonly Repair[],
  statements: readonly Span[],
  index: number,
  tree: Tree,
): boolean {
  const next = statements[index + 1];
  if (next === undefined || matchAt(clause, text, next.start) !== undefined) return false;
  const offset = next.start + lengthBefore(repairs, next.start);
  let node = tree.rootNode.descendantForIndex(offset, offset + 1);
  while (node?.parent && node.parent.startIndex === offset && !suites.has(node.parent.type)) node = node.parent;
  return node?.startIndex !== offset || !suites.has(node.parent?.type ?? "");
}

const clause = /(?:elif|else|except|finally|case)\b/y;
const suites = new Set(["module", "block"]);

function lengthBefore(repairs: readonly Repair[], offset: number): number {
  let length = 0;
  for (const { at, text, cut = 0 } of repairs) if (at < offset) length += text.length - cut;
  return length;
}

/** Whether a statement is a head whose suite follows. */
function isOpen(text: string, repairs: readonly Repair[], { end }: Span): boolean {
  const last = repairs.find(({ at, cut = 0 }) => at + cut === end);
  return last === undefined ? text[end - 1] === ":" : last.text.endsWith(":");
}

/** The outermost places where the parser could not follow, of many the first. */
function errorsOf(tree: Tree): Node[] {
  const found: Node[] = [];
  const open = [tree.rootNode];
  for (let node = open.pop(); node && found.length < mostErrors; node = open.pop()) {
    if (node.isError) found.push(node);
    else for (const child of node.children.toReversed()) if (child?.hasError) open.push(child);
  }
  return found;
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

/** A statement as a text of its own. */
function completed(source: string): string {
  if (source.startsWith("@")) return `${source}\ndef _(): pass\n`;
  if (/^case\b/.test(source)) return `match _:\n  ${source} pass\n`;
  if (!isHead(source, 0)) return `${source}\n`;
  const whole = source.endsWith(":") ? `${source} pass\n` : `${source}\n`;
  if (/^(?:elif|else)\b/.test(source)) return `if _: pass\n${whole}`;
  if (/^(?:except|finally)\b/.test(source)) return `try: pass\n${whole}`;
  return /^try\b/.test(source) ? `${whole}finally: pass\n` : whole;
}

/** What a statement's head is known by although more of it does not parse. */
const known = /(?:async\s+)?def\s+\w+(?:\(\s*(?:self|cls)\b)?|class\s+\w+(?:\([\w., ]*)?/y;

/**
 * Leaves out the end of a statement so that it parses, or all of it. Of a head that does not parse without its end the name
 * stays; where lines follow that are indented deeper something of it always does.
 */
function withoutRest(text: string, statements: readonly Span[], index: number, parses: Parses): Repair {
  const { start, end } = statements[index];
  const next = statements[index + 1];
  const isOwner =
    next !== undefined && columnOf(text, next) > columnOf(text, statements[index]) && !isStray(text, statements, index);
  const rest = isHead(text, start) ? (isOwner ? ":" : ": pass") : "";
  const words = [...text.slice(start, end).matchAll(/(?<=\S)\s+/g)].slice(-mostWords).reverse();
  const stays =
    (isOwner && rest === "") || end - start > longest
      ? undefined
      : words.find((word) => parses(completed(text.slice(start, start + word.index) + rest)));
  if (stays) return aside(start + stays.index, end, rest);
  if (!isOwner) return aside(start, end, "pass");
  const kept = matchAt(known, text, start);
  if (kept === undefined || start + kept.length > end) return aside(start, end, "if _:");
  const closed = kept.startsWith("class") ? "):" : ", *_):";
  return aside(start + kept.length, end, kept.includes("(") ? closed : "():");
}

const columnOf = (text: string, { start }: Span): number => indentationAt(text, start).length;

/** Whether a statement at the first column that is no head stands in a suite, which goes on behind it. */
function isStray(text: string, statements: readonly Span[], index: number): boolean {
  const { start, end } = statements[index];
  if (index === 0 || columnOf(text, statements[index]) > 0 || isHead(text, start) || text[end - 1] === ":")
    return false;
  const before = statements[index - 1];
  const column = columnOf(text, before);
  return column > 0 && (text[before.end - 1] === ":" || column >= columnOf(text, statements[index + 1]));
}

const aside = (at: number, end: number, text: string): Repair => ({
  at,
  text,
  cut: end - at,
  isAside: true,
  until: end,
});
