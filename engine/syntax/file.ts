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
  }

  #apply({ start, end, text }: TextChange): void {
    const delta = text.length - (end - start);
    const startIndex = blankBefore(this.#text, start);
    const startPosition = pointAt(this.#text, startIndex);
    const oldEndPosition = pointAt(this.#text, end);
    this.#text = this.#text.slice(0, start) + text + this.#text.slice(end);
    const newEndIndex = start + text.length;
    const newEndPosition = pointAt(this.#text, newEndIndex);
    this.#tree.edit(
      new Edit({ startIndex, oldEndIndex: end, newEndIndex, startPosition, oldEndPosition, newEndPosition }),
    );
    moveUnits(this.#lowered.units, start, end, delta);
    this.#lowered.comments = moveComments(this.#lowered.comments, start, end, delta);
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
    return lower(this.#grammar, tree, this.#text, 0, {
      comments,
      find: (start, end, nesting) => (overlaps(dirty, start, end) ? undefined : findUnit(units, start, end, nesting)),
    });
  }
}

function overlaps(dirty: readonly Span[], start: number, end: number): boolean {
  const last = lastNotAfter(dirty, end);
  return last >= 0 && dirty[last].end > start;
}

/**
 * Where the blank before an offset begins. Edits are told to tree-sitter from there: one that begins where a suite does,
 * at the invisible token that opens it, would have the rest of the file parsed anew.
 */
function blankBefore(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && /\s/.test(text[start - 1])) start--;
  return start;
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
