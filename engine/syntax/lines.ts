/** A place as LSP writes it: 0-based, characters counted in UTF-16. */
export interface Position {
  line: number;
  character: number;
}

/** Maps offsets to lines and back. Line feeds, carriage returns and both together end lines. */
export class LineIndex {
  readonly #starts: readonly number[];
  readonly #text: string;
  /** Whether there are carriage returns. */
  readonly hasReturns: boolean;

  constructor(text: string, hasReturns = text.includes("\r"), starts: readonly number[] = startsOf(text, hasReturns)) {
    this.#text = text;
    this.hasReturns = hasReturns;
    this.#starts = starts;
  }

  /** The lines once the stretch `start`–`end` has been replaced, which led to `text`. */
  edited({ start, end }: { start: number; end: number }, text: string): LineIndex {
    const delta = text.length - this.#text.length;
    const inserted = text.slice(start, end + delta);
    // Where returns and feeds may pair anew, lines are found anew.
    if (this.hasReturns || inserted.includes("\r")) return new LineIndex(text);
    const first = this.#lineOf(start) + 1;
    const behind = this.#starts.slice(this.#lineOf(end) + 1);
    for (let line = 0; line < behind.length; line++) behind[line] += delta;
    const come = startsOf(inserted, false).slice(1);
    for (let line = 0; line < come.length; line++) come[line] += start;
    const starts = this.#starts.slice(0, first).concat(come, behind);
    return new LineIndex(text, false, starts);
  }

  /** The place of an offset; offsets outside the text count as its ends. */
  position(offset: number): Position {
    const within = Math.max(0, Math.min(offset, this.#text.length));
    const line = this.#lineOf(within);
    return { line, character: within - this.#starts[line] };
  }

  /** The offset of a place; places past the end of a line or of the text count as that end. */
  offset({ line, character }: Position): number {
    if (line < 0) return 0;
    if (line >= this.#starts.length) return this.#text.length;
    return Math.min(this.#starts[line] + Math.max(0, character), this.#lineEnd(line));
  }

  #lineOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle] <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Where the characters that end a line begin. */
  #lineEnd(line: number): number {
    const next = this.#starts[line + 1];
    if (next === undefined) return this.#text.length;
    return next - (this.#text.startsWith("\r\n", next - 2) ? 2 : 1);
  }
}

/** Where lines begin. */
function startsOf(text: string, hasReturns: boolean): number[] {
  const starts = [0];
  if (hasReturns) for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
  else for (let feed = text.indexOf("\n"); feed >= 0; feed = text.indexOf("\n", feed + 1)) starts.push(feed + 1);
  return starts;
}
