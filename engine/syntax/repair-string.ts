import type { Repair } from "./repair.ts";
import { codeAt } from "./repair-prose.ts";
import { matchAt } from "./sticky.ts";

const brace = 125;
const interesting = new Uint8Array(brace + 1);
for (const character of "\n\\\"'{}") interesting[character.charCodeAt(0)] = 1;
const field = /\{[^{}\n]*\}/y;
/** What follows quotes that cannot end a string: a word that is neither an operator nor what stands before another string. */
const wordBehind = /[ \t]*(?!(?:if|else|for|and|or|not|in|is|async)\b|[rRuUbBfFtT]{1,2}["'])\w/y;
const lineOnly = /[ \t]*\r?(?:\n|$)/y;
const headAbove = /(?:^|\n)[ \t]*(?:(?:async[ \t]+)?(?:def|class)\b|\))[^\n]*:[ \t]*(?:#[^\n]*)?\n[ \t]*[rRuU]?$/;

/** What stands before a string that code goes on with. */
const valueBefore = /(?:^|\n)[^\n]*[=([][ \t]*[rRbBfFuU]{0,2}$/;
const lineBefore = /(?:^|\n)[ \t]*[rRuU]?$/;
/** What only text begins with. */
const markBehind = /[ \t]*[`(*<@$&!?~^|/\\-]/y;

/** Where a string ends, whether quotes are there, and how many fields of it are open. */
interface Reach {
  end: number;
  isClosed: boolean;
  fields: number;
}

/** Reads string literals, and says what they lack. */
export class StringReader {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /**
   * Reads the string whose first quote stands at `offset`. One of several lines whose last quotes can only open another
   * string ends before the first line in it that can only be a statement.
   */
  read(offset: number): { end: number; repair?: Repair } {
    const mark = this.#text[offset];
    if (!this.#text.startsWith(mark.repeat(3), offset)) return this.#lacks(offset + 1, mark, this.#reach(offset, mark));
    const quote = mark.repeat(3);
    const whole = this.#reach(offset, quote);
    if (whole.isClosed && !this.#opens(whole.end - quote.length)) return this.#lacks(offset + 3, quote, whole);
    const feed = this.#text.indexOf("\n", whole.end);
    const until = feed < 0 ? this.#text.length : feed;
    const part = this.#reach(offset, quote, (line) => codeAt(this.#text, line) !== undefined);
    if (!part.isClosed && part.end === this.#text.length) return { end: part.end };
    return this.#lacks(offset + 3, quote, part, until);
  }

  #lacks(
    start: number,
    quote: string,
    { end, isClosed, fields }: Reach,
    until = end,
  ): ReturnType<StringReader["read"]> {
    const missing = "}".repeat(fields);
    if (isClosed) return { end, repair: fields > 0 ? { at: end - quote.length, text: missing, until } : undefined };
    let content = end;
    while (content > start && /\s/.test(this.#text[content - 1])) content--;
    return { end, repair: { at: content, text: missing + quote, until } };
  }

  /** Whether quotes of three can only open a string: text follows them, or they end a line that code or a head begins. */
  #opens(quotes: number): boolean {
    const text = this.#text;
    if (matchAt(wordBehind, text, quotes + 3) !== undefined) return true;
    const before = text.slice(lineAbove(text, quotes), quotes);
    if (matchAt(lineOnly, text, quotes + 3) !== undefined) return headAbove.test(before) || valueBefore.test(before);
    return lineBefore.test(before) && matchAt(markBehind, text, quotes + 3) !== undefined;
  }

  #reach(offset: number, quote: string, endsBefore: (line: number) => boolean = () => false): Reach {
    const text = this.#text;
    const mark = text[offset];
    const isFormatted = /\b(?:[ft]|[ft]r|r[ft])$/i.test(text.slice(Math.max(0, offset - 3), offset));
    let fields = 0;
    let at = offset + quote.length;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code > brace || interesting[code] === 0) continue;
      const character = text[at];
      if (character === "\\") at += text.startsWith("\r\n", at + 1) ? 2 : 1;
      else if (character === mark && text.startsWith(quote, at))
        return { end: at + quote.length, isClosed: true, fields };
      else if (character === "\n" && (quote.length === 1 || endsBefore(at + 1))) break;
      else if (isFormatted && character === "{") {
        const whole = matchAt(field, text, at);
        if (whole !== undefined) at += whole.length - 1;
        else if (text[at + 1] === "{") at++;
        else fields++;
      } else if (isFormatted && character === "}" && fields > 0) fields--;
    }
    return { end: Math.min(at, text.length), isClosed: false, fields };
  }
}

/** Where the line above that of an offset begins. */
function lineAbove(text: string, offset: number): number {
  const line = text.lastIndexOf("\n", offset - 1);
  return line < 1 ? 0 : text.lastIndexOf("\n", line - 1) + 1;
}
