import { Edit, type Point, type Tree } from "web-tree-sitter";
import { type Lowered, lower, moduleOf } from "./lower.ts";
import type { Module, Span } from "./nodes.ts";
import { type Grammar, parse } from "./parser.ts";
import { findUnit, lastNotAfter, moveComments, moveUnits } from "./unit.ts";
import { lowerWindow } from "./window.ts";

/** A stretch of text replaced; the offsets are those in the text before this change. */
export interface TextChange {
  start: number;
  end: number;
  text: string;
}

/** A Python file that is kept lowered while it is edited, at a cost that follows the edit. */
export class SourceFile {
  readonly #grammar: Grammar;
  #text: string;
  /** May lag behind the text, with all edits noted. */
  #tree: Tree;
  #lowered: Lowered;
  #isFinal = false;
  #module: Module;

  constructor(grammar: Grammar, text: string) {
    this.#grammar = grammar;
    this.#text = text;
    this.#tree = parse(grammar, text);
    this.#lowered = lower(grammar, this.#tree, text);
    this.#module = moduleOf(this.#lowered, text);
  }

  get text(): string {
    return this.#text;
  }

  get module(): Module {
    return this.#module;
  }

  /**
   * Applies changes one after the other. Statements of the module, members of classes and pieces of long statements
   * that the changes leave alone stay the same objects, moved in place.
   */
  update(changes: readonly TextChange[]): void {
    if (changes.length === 0) return;
    for (const change of changes) this.#apply(change);
    this.#lowered = this.#lowerAround(changes) ?? this.#lowerWhole();
    this.#module = moduleOf(this.#lowered, this.#text);
  }

  /** Frees the syntax tree; the nodes stay valid, but the file can no longer be updated. */
  dispose(): void {
    this.#tree.delete();
    this.#isFinal = true;
  }

  /** Whether the file was disposed of, so that it will not change any more. */
  get isFinal(): boolean {
    return this.#isFinal;
  }

  #apply({ start, end, text }: TextChange): void {
    const before = this.#text;
    this.#text = before.slice(0, start) + text + before.slice(end);
    const delta = text.length - (end - start);
    const slack = lineEndSlack(before, this.#text, start, end, start + text.length);
    const [startIndex, oldEndIndex, newEndIndex] = [start - slack, end - slack, start + text.length - slack];
    this.#tree.edit(
      new Edit({
        startIndex,
        oldEndIndex,
        newEndIndex,
        startPosition: pointAt(before, startIndex),
        oldEndPosition: pointAt(before, oldEndIndex),
        newEndPosition: pointAt(this.#text, newEndIndex),
      }),
    );
    moveUnits(this.#lowered.units, start, end, delta);
    this.#lowered.comments = moveComments(this.#lowered.comments, start, end, delta);
    this.#lowered.errors = this.#lowered.errors.map((error) => moved(error, start, end, delta));
  }

  #lowerAround(changes: readonly TextChange[]): Lowered | undefined {
    if (changes.length > 1) return undefined;
    const [{ start, text }] = changes;
    return lowerWindow(this.#grammar, this.#text, this.#lowered, { start, end: start + text.length });
  }

  #lowerWhole(): Lowered {
    const { units, comments } = this.#lowered;
    const tree = parse(this.#grammar, this.#text, this.#tree);
    const dirty = this.#tree.getChangedRanges(tree).map((range) => ({ start: range.startIndex, end: range.endIndex }));
    this.#tree.delete();
    this.#tree = tree;
    return lower(this.#grammar, tree, this.#text, undefined, {
      comments,
      find: (start, end, nesting) => (overlaps(dirty, start, end) ? undefined : findUnit(units, start, end, nesting)),
    });
  }
}

/** A span after the stretch `start`–`end` has been replaced; one that it touches takes it in. */
function moved(span: Span, start: number, end: number, delta: number): Span {
  if (span.end < start) return span;
  if (span.start > end) return { start: span.start + delta, end: span.end + delta };
  return { start: Math.min(span.start, start), end: Math.max(span.end, end) + delta };
}

function overlaps(dirty: readonly Span[], start: number, end: number): boolean {
  const last = lastNotAfter(dirty, end);
  return last >= 0 && dirty[last].end > start;
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

/** Row and column as tree-sitter counts them: by line feeds. */
function pointAt(text: string, offset: number): Point {
  let row = 0;
  let line = 0;
  for (let feed = text.indexOf("\n"); feed >= 0 && feed < offset; feed = text.indexOf("\n", line)) {
    row++;
    line = feed + 1;
  }
  return { row, column: offset - line };
}

/** A text that is parsed once and does not change. */
export function parseOnce(grammar: Grammar, text: string): SourceFile {
  const file = new SourceFile(grammar, text);
  file.dispose();
  return file;
}
