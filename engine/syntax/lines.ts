/** A place as LSP writes it: 0-based, characters counted in UTF-16. */
export interface Position {
  line: number;
  character: number;
}

/** Maps offsets to lines and back. Line feeds, carriage returns and both together end lines. */
export class LineIndex {
  readonly #starts: number[] = [0];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    if (text.includes("\r"))
      for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) this.#starts.push(index + end.length);
    else
      for (let feed = text.indexOf("\n"); feed >= 0; feed = text.indexOf("\n", feed + 1)) this.#starts.push(feed + 1);
  }

  /** The place of an offset; offsets outside the text count as its ends. */
  position(offset: number): Position {
    const within = Math.max(0, Math.min(offset, this.#text.length));
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle] <= within) low = middle;
      else high = middle;
    }
    return { line: low, character: within - this.#starts[low] };
  }

  /** The offset of a place; places past the end of a line or of the text count as that end. */
  offset({ line, character }: Position): number {
    if (line < 0) return 0;
    if (line >= this.#starts.length) return this.#text.length;
    return Math.min(this.#starts[line] + Math.max(0, character), this.#lineEnd(line));
  }

  /** Where the characters that end a line begin. */
  #lineEnd(line: number): number {
    const next = this.#starts[line + 1];
    if (next === undefined) return this.#text.length;
    return next - (this.#text.startsWith("\r\n", next - 2) ? 2 : 1);
  }
}
