import type { Repair } from "./repair.ts";
import { matchAt } from "./sticky.ts";

const brace = 125;
const interesting = new Uint8Array(brace + 1);
for (const character of "\n\\\"'{}") interesting[character.charCodeAt(0)] = 1;
const field = /\{[^{}\n]*\}/y;

/** Reads string literals, and says what they lack. */
export class StringReader {
  readonly #text: string;
  readonly #endsBefore: (line: number) => boolean;
  /** Whether a string of several lines went on to the end of the text. */
  endsInString = false;

  /** `endsBefore` tells whether a string of several lines cannot reach into a line, given by its start. */
  constructor(text: string, endsBefore: (line: number) => boolean = () => false) {
    this.#text = text;
    this.#endsBefore = endsBefore;
  }

  /** Reads the string whose first quote stands at `offset`. */
  read(offset: number): { end: number; repair?: Repair } {
    const text = this.#text;
    const mark = text[offset];
    const quote = text.startsWith(mark.repeat(3), offset) ? mark.repeat(3) : mark;
    const isFormatted = /\b(?:[ft]|[ft]r|r[ft])$/i.test(text.slice(Math.max(0, offset - 3), offset));
    let fields = 0;
    let at = offset + quote.length;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code > brace || interesting[code] === 0) continue;
      const character = text[at];
      if (character === "\\") at += text.startsWith("\r\n", at + 1) ? 2 : 1;
      else if (character === mark && text.startsWith(quote, at)) {
        const end = at + quote.length;
        return { end, repair: fields > 0 ? { at, text: "}".repeat(fields), until: end } : undefined };
      } else if (character === "\n" && (quote.length === 1 || this.#endsBefore(at + 1))) break;
      else if (isFormatted && character === "{") {
        const whole = matchAt(field, text, at);
        if (whole !== undefined) at += whole.length - 1;
        else if (text[at + 1] === "{") at++;
        else fields++;
      } else if (isFormatted && character === "}" && fields > 0) fields--;
    }
    const end = Math.min(at, text.length);
    if (quote.length === 3 && end === text.length) {
      this.endsInString = true;
      return { end };
    }
    let content = end;
    while (content > offset + quote.length && /\s/.test(text[content - 1])) content--;
    return { end, repair: { at: content, text: "}".repeat(fields) + quote, until: end } };
  }
}
