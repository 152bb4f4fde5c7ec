import { Edit, type Point, type Tree } from "web-tree-sitter";
import type { Span } from "./nodes.ts";
import { type Grammar, isWhole, looked, parse, parseRepaired, withoutBroken } from "./parser.ts";
import { type Repair, type Repairs, repairsOf } from "./repair.ts";
import { offsetWithout, repaired } from "./repaired-text.ts";

/** A syntax tree that follows a text through its edits, with what is missing in the text put in. */
export class TrackedTree {
  readonly #grammar: Grammar;
  #tree: Tree;
  #repairs: readonly Repair[];
  /** The repaired text that was parsed last; the tree of a text that misses nothing hears of every edit instead. */
  #source = "";

  constructor(grammar: Grammar, text: string) {
    this.#grammar = grammar;
    const { tree, repairs } = parseRepaired(grammar, text);
    this.#tree = tree;
    this.#repairs = repairs;
    if (repairs.length > 0) this.#source = repaired(text, repairs);
  }

  /** The tree as it was parsed last. */
  get tree(): Tree {
    return this.#tree;
  }

  /** What the tree has and the text lacks. */
  get repairs(): readonly Repair[] {
    return this.#repairs;
  }

  /** Frees the tree. */
  delete(): void {
    this.#tree.delete();
  }

  /** Notes that `before` became `after` as the stretch `start`–`end` was replaced. */
  edit(before: string, after: string, start: number, end: number): void {
    if (this.#repairs.length === 0) this.#replace(before, after, start, end);
  }

  /** Parses the text that the edits led to; gives the stretches that are parsed otherwise than before, in order. */
  parse(text: string): Span[] {
    const dirty = this.#repairs.length > 0 ? this.#parseAs(text, this.#source) : this.#parse(text);
    if (this.#repairs.length > 0 || isWhole(text, this.#tree)) return dirty;
    return joined([...dirty, ...this.#parseAs(text, text)]);
  }

  /** Parses with what is missing now, after `source`. */
  #parseAs(text: string, source: string): Span[] {
    const found = repairsOf(text);
    // The parser goes over some of what seems to be missing.
    const parses = () => looked(this.#grammar, text, (tree) => isWhole(text, tree));
    if (found.repairs.length < this.#repairs.length && parses()) return this.#parseWith(text, [], source);
    if (found.repairs.filter((repair) => /["']/.test(repair.text)).length > 1)
      return this.#parseWith(text, this.#missingIn(text, found), source);
    const dirty = this.#parseWith(text, found.repairs, source);
    if (!this.#tree.rootNode.hasError) return dirty;
    const repairs = withoutBroken(this.#grammar, text, found, this.#tree);
    if (repairs === found.repairs) return dirty;
    return joined([...dirty, ...this.#parseWith(text, repairs, this.#source || text)]);
  }

  /** Parses a text with repairs, after `source`. */
  #parseWith(text: string, repairs: readonly Repair[], source: string): Span[] {
    const target = repaired(text, repairs);
    const [start, end] = difference(source, target);
    if (source !== target) this.#replace(source, target, start, end);
    this.#source = repairs.length > 0 ? target : "";
    return this.#parse(target, repairs);
  }

  /** What is missing in a text, of which two strings seem to lack their ends; they may be one. */
  #missingIn(text: string, found: Repairs): readonly Repair[] {
    const { tree, repairs } = parseRepaired(this.#grammar, text, () => found);
    tree.delete();
    return repairs;
  }

  /** Parses a text after the last one; with `found` missing in it, where that was looked for. */
  #parse(source: string, found?: readonly Repair[]): Span[] {
    const repairs = found ?? [];
    const placed = offsetWithout(repairs, 0);
    let tree = parse(this.#grammar, source, this.#tree);
    if (found && tree.rootNode.hasError) {
      // Where the parser recovers from errors, its result depends on the way there.
      tree.delete();
      tree = parse(this.#grammar, source);
    }
    const changed = this.#tree.getChangedRanges(tree);
    this.#tree.delete();
    this.#tree = tree;
    this.#repairs = repairs;
    const otherwise = changed.map(({ startIndex, endIndex }) => ({ start: placed(startIndex), end: placed(endIndex) }));
    // A statement that gets another parent is not told to have changed.
    return joined([...otherwise, ...repairs.map(({ at, until }) => ({ start: at, end: until }))]);
  }

  #replace(before: string, after: string, start: number, end: number): void {
    const newEnd = end + after.length - before.length;
    const slack = lineEndSlack(before, after, start, end, newEnd);
    const [startIndex, oldEndIndex, newEndIndex] = [start - slack, end - slack, newEnd - slack];
    const startPosition = pointBehind({ row: 0, column: 0 }, before.slice(0, startIndex));
    const oldEndPosition = pointBehind(startPosition, before.slice(startIndex, oldEndIndex));
    const newEndPosition = pointBehind(startPosition, after.slice(startIndex, newEndIndex));
    this.#tree.edit(new Edit({ startIndex, oldEndIndex, newEndIndex, startPosition, oldEndPosition, newEndPosition }));
  }
}

/** The same stretches in order, those that overlap as one. */
function joined(spans: Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last === undefined || span.start > last.end) result.push(span);
    else last.end = Math.max(last.end, span.end);
  }
  return result;
}

/** The stretch of `before` between what it begins and what it ends with in common with `after`. */
function difference(before: string, after: string): [start: number, end: number] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let common = 0;
  while (common < shorter - start && before.at(-1 - common) === after.at(-1 - common)) common++;
  return [start, before.length - common];
}

/**
 * How far left an edit can be said to lie, over the line end before it, with the same result. A line that comes or goes
 * where a suite begins touches the invisible token that opens the suite, and tree-sitter would parse the rest of the
 * file anew; said to begin behind the line before, it does not.
 */
function lineEndSlack(before: string, after: string, start: number, oldEnd: number, newEnd: number): number {
  let slack = 0;
  while (slack < 2 && slack < start) {
    const skipped = before[start - slack - 1];
    const isSame = before[oldEnd - slack - 1] === skipped && after[newEnd - slack - 1] === skipped;
    if (!isSame || (skipped !== "\n" && skipped !== "\r")) break;
    slack++;
  }
  return slack;
}

/** Row and column behind a text that stands at a point, as tree-sitter counts them: by line feeds. */
function pointBehind({ row, column }: Point, text: string): Point {
  let feeds = 0;
  let line = 0;
  for (let feed = text.indexOf("\n"); feed >= 0; feed = text.indexOf("\n", line)) {
    feeds++;
    line = feed + 1;
  }
  return { row: row + feeds, column: feeds > 0 ? text.length - line : column + text.length };
}
