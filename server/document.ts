import type { Range, TextDocumentContentChangeEvent } from "vscode-languageserver";
import { type Grammar, LineIndex, type ParsedFile, SourceFile, type TextChange } from "#engine";
import { hasLoneReturns, withLineFeeds } from "./returns.ts";

/** A document open in the editor. It is parsed when that is asked for, from where it was parsed last. */
export class Document {
  readonly uri: string;
  readonly #grammar: Grammar;
  #version: number;
  #text: string;
  #lines: LineIndex | undefined;
  #file: SourceFile | undefined;
  #pending: TextChange[] = [];
  #loneReturns: boolean;

  constructor(grammar: Grammar, uri: string, version: number, text: string) {
    this.#grammar = grammar;
    this.uri = uri;
    this.#version = version;
    this.#text = text;
    this.#loneReturns = hasLoneReturns(text);
  }

  get version(): number {
    return this.#version;
  }

  get text(): string {
    return this.#text;
  }

  get lines(): LineIndex {
    this.#lines ??= new LineIndex(this.#text);
    return this.#lines;
  }

  change(version: number, changes: readonly TextDocumentContentChangeEvent[]): void {
    this.#version = version;
    for (const change of changes) this.#apply(change);
  }

  /** The file in its present state. Its nodes move with the next change: nothing of them may be kept beyond it. */
  parsed(): ParsedFile {
    const pending = this.#pending;
    this.#pending = [];
    if (this.#file && pending.length) this.#update(this.#file, pending);
    this.#file ??= new SourceFile(this.#grammar, withLineFeeds(this.#text));
    return this.#file;
  }

  dispose(): void {
    this.#forget();
  }

  /** The offsets of a range; a place beyond the end of its line counts as that end. */
  span({ start, end }: Range): { start: number; end: number } {
    const from = this.#offset(start);
    return { start: from, end: Math.max(from, this.#offset(end)) };
  }

  #offset(position: Range["start"]): number {
    let offset = this.lines.offset(position);
    const startsLine = (at: number) => this.lines.position(at).line > position.line;
    while (offset > 0 && startsLine(offset)) offset--;
    if (this.#text[offset] === "\n" && this.#text[offset - 1] === "\r") offset--;
    return offset;
  }

  #apply(change: TextDocumentContentChangeEvent): void {
    const before = this.#loneReturns;
    if ("range" in change) {
      const { start, end } = this.span(change.range);
      this.#text = this.#text.slice(0, start) + change.text + this.#text.slice(end);
      this.#lines = this.lines.edited({ start, end }, this.#text);
      this.#pending.push({ start, end, text: change.text, after: this.#text });
    } else {
      this.#text = change.text;
      this.#lines = undefined;
      this.#forget();
    }
    this.#loneReturns = this.lines.hasReturns && hasLoneReturns(this.#text);
    if (before || this.#loneReturns) this.#forget();
  }

  #update(file: SourceFile, changes: readonly TextChange[]): void {
    this.#file = undefined;
    file.update(changes);
    this.#file = file;
  }

  /** The next time the file is parsed from nothing. */
  #forget(): void {
    this.#file?.dispose();
    this.#file = undefined;
    this.#pending = [];
  }
}
