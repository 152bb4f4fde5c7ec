import type { Repair } from "./repair.ts";
import { isHead } from "./repair-head.ts";
import { blankLines, indentationAt } from "./repair-lines.ts";
import { codeAt, headAbove } from "./repair-prose.ts";
import { matchAt } from "./sticky.ts";

const brace = 125;
const interesting = new Uint8Array(brace + 1);
for (const character of "\n\\\"'{}") interesting[character.charCodeAt(0)] = 1;
const field = /\{[^{}\n]*\}/y;
/** What follows quotes that cannot end a string: a word that is neither an operator nor what stands before another string. */
const wordBehind = /[ \t]*(?!(?:if|else|for|and|or|not|in|is|async)\b|[rRuUbBfFtT]{1,2}["'])[\w\u0080-\uffff]/y;
const lineOnly = /[ \t]*\r?(?:\n|$)/y;

/** What stands before a string that code goes on with. */
const valueBefore = /(?:^|\n)[^\n]*[=([][ \t]*[rRbBfFuU]{0,2}$/;
const lineBefore = /(?:^|\n)[ \t]*[rRuU]?$/;
/** What only text begins with. */
const markBehind = /[ \t]*(?:[`([{*<>@$&!?~^|/\\-]|\.\.|:\w+:)/y;

/** What is code although other words may begin so. */
const noWords = /[ \t]*(?:[)\]}]|\.\.\.|(?:yield|await)\b|["'])/y;

/** Where a string ends, how far one must read to know, whether quotes are there, and how many fields of it are open. */
interface Reach {
  end: number;
  until: number;
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
    const indentation = ownIndentation(this.#text, offset);
    const isWhole = whole.isClosed && !this.#opens(whole.end - quote.length);
    const isCode = (line: number) => codeAt(this.#text, line, indentation) !== undefined;
    const part = isWhole ? whole : this.#reach(offset, quote, isCode);
    const stray = part.isClosed ? this.#strayUntil(part.end, indentation) : undefined;
    if (stray !== undefined) return { ...stray, repair: { at: part.end - 3, text: "", cut: 3, until: stray.until } };
    if (isWhole) return this.#lacks(offset + 3, quote, whole);
    const feed = this.#text.indexOf("\n", whole.end);
    const until = feed < 0 ? this.#text.length : feed;
    if (!part.isClosed && part.end === this.#text.length) return { end: part.end };
    return this.#lacks(offset + 3, quote, part, until);
  }

  /** Where a string ends that quotes in the middle of its words seem to end at `end`, and how far one must read to know. */
  #strayUntil(end: number, indentation: string | undefined): { end: number; until: number } | undefined {
    const text = this.#text;
    const closing = this.#wordsUntil(end, indentation);
    if (closing === undefined || matchAt(lineOnly, text, closing + 3) === undefined) return undefined;
    if (headAbove.test(text.slice(lineAbove(text, closing), closing))) return undefined;
    const next = text.indexOf("\n", closing) + 1 || text.length;
    const code = next + matchAt(blankLines, text, next)!.length;
    const begun = codeAt(text, code, indentation) ?? (code === text.length ? "" : undefined);
    return begun === undefined ? undefined : { end: closing + 3, until: code + begun.length };
  }

  /** The next quotes like those before `end`, if there are words up to there and no line that must be code. */
  #wordsUntil(end: number, indentation: string | undefined): number | undefined {
    const text = this.#text;
    const closing = text.indexOf(text.slice(end - 3, end), end);
    if (closing < 0) return undefined;
    let hasWords = false;
    const last = text.lastIndexOf("\n", closing) + 1;
    const stop = text.slice(last, closing).trim() === "" ? last : closing;
    for (let line = text.indexOf("\n", end) + 1; line > 0 && line < stop; line = text.indexOf("\n", line) + 1) {
      if (codeAt(text, line, indentation) !== undefined || matchAt(noWords, text, line) !== undefined) return undefined;
      hasWords ||= matchAt(blankLines, text, line) === "";
    }
    return hasWords ? closing : undefined;
  }

  #lacks(
    start: number,
    quote: string,
    { end, isClosed, fields, until: read }: Reach,
    until = read,
  ): ReturnType<StringReader["read"]> {
    const missing = "}".repeat(fields);
    if (isClosed) return { end, repair: fields > 0 ? { at: end - quote.length, text: missing, until } : undefined };
    let content = end;
    while (content > start && /\s/.test(this.#text[content - 1])) content--;
    const left = quote.length > 1 && fields === 0 ? quotesLeft(this.#text, start, content, quote[0]) : 0;
    const cut = isEscaping(this.#text, start, content) ? 1 : 0;
    return { end, repair: { at: content - cut, cut, text: missing + quote.slice(left), until } };
  }

  /** Whether quotes of three can only open a string: text follows them, or they end a line that code or a head begins. */
  #opens(quotes: number): boolean {
    const text = this.#text;
    if (matchAt(wordBehind, text, quotes + 3) !== undefined) return true;
    const before = text.slice(lineAbove(text, quotes), quotes);
    if (text.startsWith(text.slice(quotes, quotes + 3), quotes + 3)) return lineBefore.test(before);
    if (matchAt(lineOnly, text, quotes + 3) !== undefined)
      return (
        headAbove.test(before) ||
        valueBefore.test(before) ||
        (lineBefore.test(before) && this.#wordsUntil(quotes + 3, ownIndentation(text, quotes)) !== undefined)
      );
    return lineBefore.test(before) && matchAt(markBehind, text, quotes + 3) !== undefined;
  }

  #reach(offset: number, quote: string, endsBefore: (line: number) => boolean = () => false): Reach {
    const text = this.#text;
    const mark = text[offset];
    const isFormatted = /\b(?:[ft]|[ft]r|r[ft])$/i.test(text.slice(Math.max(0, offset - 3), offset));
    let fields = 0;
    let line: { end: number; fields: number } | undefined;
    let at = offset + quote.length;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code > brace || interesting[code] === 0) continue;
      const character = text[at];
      if (character === "\\") {
        at += text.startsWith("\r\n", at + 1) ? 2 : 1;
        if (quote.length === 1 && text[at] === "\n") line ??= { end: at, fields };
      } else if (character === mark && text.startsWith(quote, at))
        return { end: at + quote.length, until: at + quote.length, isClosed: true, fields };
      else if (character === "\n" && (quote.length === 1 || endsBefore(at + 1))) break;
      else if (isFormatted && character === "{") {
        const whole = matchAt(field, text, at);
        if (whole !== undefined) at += whole.length - 1;
        else if (text[at + 1] === "{") at++;
        else fields++;
      } else if (isFormatted && character === "}" && fields > 0) fields--;
    }
    const until = Math.min(at, text.length);
    return { end: until, fields, ...line, until, isClosed: false };
  }
}

/** Whether what ends at an offset is a backslash that makes of what follows no end of a string. */
function isEscaping(text: string, start: number, end: number): boolean {
  let at = end;
  while (at > start && text[at - 1] === "\\") at--;
  return (end - at) % 2 > 0;
}

/** Where the line above that of an offset begins. */
function lineAbove(text: string, offset: number): number {
  const line = text.lastIndexOf("\n", offset - 1);
  return line < 1 ? 0 : text.lastIndexOf("\n", line - 1) + 1;
}

/** How many of the quotes that would end a string already stand at its end. */
function quotesLeft(text: string, start: number, end: number, mark: string): number {
  let at = end;
  while (at > start && text[at - 1] === mark) at--;
  return text[at - 1] === "\\" ? 0 : end - at;
}

/** The spaces at which the line of an offset begins; none where it is a head, whose suite is indented deeper. */
function ownIndentation(text: string, offset: number): string | undefined {
  const line = text.lastIndexOf("\n", offset - 1) + 1;
  const found = indentationAt(text, offset);
  return isHead(text, line + found.length) ? undefined : found;
}
