import type { Place } from "./flatten.ts";
import { type Lowered, lower, lowerOnce, moduleOf } from "./lower.ts";
import type { Module, Span } from "./nodes.ts";
import { type Grammar, parseRepaired } from "./parser.ts";
import { runsOn } from "./repair-run-on.ts";
import { TrackedTree } from "./tracked-tree.ts";
import { findUnit, lastNotAfter, moveComments, moveUnits } from "./unit.ts";
import { lowerWindow } from "./window.ts";

/** A stretch of text replaced; the offsets are those in the text before this change. */
export interface TextChange {
  start: number;
  end: number;
  text: string;
  /** The whole text after this change, where someone has it already. */
  after?: string;
}

/** A Python file that is kept lowered while it is edited, at a cost that follows the edit. */
export class SourceFile {
  readonly #grammar: Grammar;
  #text: string;
  /** May lag behind the text. */
  #tree: TrackedTree;
  #lowered: Lowered;
  #module: Module;

  constructor(grammar: Grammar, text: string) {
    this.#grammar = grammar;
    this.#text = text;
    this.#tree = new TrackedTree(grammar, text);
    this.#lowered = lower(grammar, this.#tree.tree, text, this.#place);
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

  #apply({ start, end, text, after }: TextChange): void {
    const before = this.#text;
    this.#text = after ?? before.slice(0, start) + text + before.slice(end);
    const delta = text.length - (end - start);
    this.#tree.edit(before, this.#text, start, end);
    moveUnits(this.#lowered.units, start, end, delta);
    this.#lowered.comments = moveComments(this.#lowered.comments, start, end, delta);
    this.#lowered.errors = this.#lowered.errors.map((error) => moved(error, start, end, delta));
    this.#lowered.repairs = this.#lowered.repairs.map((repair) => moved(repair, start, end, delta));
  }

  get #place(): Place {
    return { base: 0, nesting: 0, repairs: this.#tree.repairs };
  }

  #lowerAround(changes: readonly TextChange[]): Lowered | undefined {
    if (changes.length > 1) return undefined;
    const [{ start, text }] = changes;
    return lowerWindow(this.#grammar, this.#text, this.#lowered, { start, end: start + text.length });
  }

  /** Parses the whole text; gives the stretches that are parsed otherwise than before. */
  #parse(): Span[] {
    const dirty = this.#tree.parse(this.#text);
    if (this.#tree.repairs.length > 0 || !runsOn(this.#text, this.#tree.tree)) return dirty;
    this.#tree.delete();
    this.#tree = new TrackedTree(this.#grammar, this.#text);
    return [{ start: 0, end: this.#text.length }];
  }

  #lowerWhole(): Lowered {
    const { units, comments } = this.#lowered;
    const dirty = this.#parse();
    return lower(this.#grammar, this.#tree.tree, this.#text, this.#place, {
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

/** A text that is parsed once and does not change. */
export function parseOnce(grammar: Grammar, text: string): FinalFile {
  const { tree, repairs } = parseRepaired(grammar, text);
  const module = lowerOnce(grammar, tree, text, repairs);
  tree.delete();
  return { text, module, isFinal: true };
}

/** A file that will not change any more. */
export interface FinalFile {
  readonly text: string;
  readonly module: Module;
  readonly isFinal: true;
}
