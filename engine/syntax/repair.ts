import type { Span } from "./nodes.ts";
import { nextItem } from "./repair-comma.ts";
import {
  isFunctionHead,
  isHead,
  isKeyword,
  isNamedHead,
  loopTarget,
  openingPlace,
  restOfHead,
  restOfLoop,
} from "./repair-head.ts";
import {
  anyLine,
  blankLines,
  continuation,
  documentation,
  headEnd,
  indentationAt,
  keywordLine,
  markerAt,
  noParameter,
  spacesAt,
  statementAt,
} from "./repair-lines.ts";
import { lacksOperand, restOfLine } from "./repair-operand.ts";
import { codeAt, openingAt, openingOf } from "./repair-prose.ts";
import { breaksOff, isDeeper } from "./repair-run-on.ts";
import { StringReader } from "./repair-string.ts";
import { matchAt } from "./sticky.ts";

/** Text that is missing at a place of a file, or stands in the way, and how far one must read to know. */
export interface Repair {
  at: number;
  text: string;
  /** How much of the text is in the way there. */
  cut?: number;
  /** Whether what is in the way is a statement that does not parse. */
  isAside?: boolean;
  /** Whether the statement only stands elsewhere: that is seen in a text which something else keeps from being parsed. */
  isMoved?: boolean;
  until: number;
}

/** What is missing in some statements of a text. */
export interface Repairs {
  repairs: Repair[];
  /** The statements, in order; a head without its suite is one. */
  statements: Span[];
  /** Where the last of the statements ends. */
  end: number;
}

const blank = /\s*/y;
const lineBreak = /\r?\n/y;
const [special, plain, space] = [0, 1, 2];
const kinds = new Uint8Array(128).fill(plain);
for (const character of "\n#\\\"':()[]{}") kinds[character.charCodeAt(0)] = special;
for (const character of " \t\r\f\v") kinds[character.charCodeAt(0)] = space;

/** Whether brackets, strings and lines hang on a character, as they do on the end of the text. */
function kindAt(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return code < 128 ? kinds[code] : code >= 128 ? plain : special;
}

const closers = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);

/**
 * What is missing in a text that does not parse: quotes at the ends of lines, commas between those of an open bracket, and
 * closing brackets, operands and colons where the next statement begins. Nothing is missing in a text that parses. Parsed
 * with what is missing, a statement that is being typed does not take the statements behind it along.
 */
export const repairsOf = (text: string): Repairs => repairsWithin(text, { start: 0, end: text.length });

/** What is missing in the statements that begin in a stretch of a text, which itself begins with one. */
export function repairsWithin(text: string, stretch: Span): Repairs {
  return new Scanner(text, stretch.start).scan(stretch.end);
}

/** A place where a statement with open brackets may end. */
interface Boundary {
  /** Where its last line has no more code, and where the next line begins. */
  code: number;
  next: number;
  /** What closes the brackets that are open there, innermost last. */
  open: string;
  /** How many repairs were found before. */
  repairs: number;
}

/** Reads a text statement by statement, a head without its suite being one. */
class Scanner {
  readonly #text: string;
  readonly #strings: StringReader;
  readonly #repairs: Repair[] = [];
  readonly #statements: Span[] = [];
  #at: number;
  #start = 0;
  #code = 0;
  #open = "";
  #hasColon = false;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#strings = new StringReader(text);
    this.#at = at;
  }

  /** Reads the statements that begin before `end`. */
  scan(end: number): Repairs {
    const isFirst = this.#at < end && this.#text.slice(0, this.#at).trim() === "";
    if (isFirst) this.#opens(openingOf(this.#text), end);
    let past = this.#at;
    for (let width = this.#begin(); this.#start < end; width = this.#begin()) {
      if (!this.#opens(openingAt(this.#text, this.#start), end)) this.#statement(width);
      past = this.#at;
    }
    this.#repairs.sort((a, b) => a.at - b.at);
    return { repairs: this.#repairs, statements: this.#statements, end: past };
  }

  /** Reads documentation of which only the end has quotes, if there is any that begins before `end`. */
  #opens(opening: ReturnType<typeof openingOf>, end: number): boolean {
    if (opening === undefined || opening.at >= end) return false;
    this.#repairs.push(opening);
    this.#statements.push({ start: opening.at, end: opening.end });
    this.#at = opening.end;
    return true;
  }

  /** Goes to where the next statement begins; gives how far it is indented. */
  #begin(): number {
    this.#skipMarkers();
    let space = matchAt(blank, this.#text, this.#at)!;
    while (this.#skipMarkers(this.#at + space.lastIndexOf("\n") + 1)) space = matchAt(blank, this.#text, this.#at)!;
    this.#at = this.#start = this.#code = this.#at + space.length;
    return space.length - (space.lastIndexOf("\n") + 1);
  }

  /** Leaves out lines at `line` by which a merge marks what it could not decide; goes behind them. */
  #skipMarkers(line = this.#at): boolean {
    let at = line;
    for (let marker = markerAt(this.#text, at); marker !== undefined; marker = markerAt(this.#text, at)) {
      this.#repairs.push({ at, text: "", cut: marker.length, until: at + marker.length });
      at += marker.length + 1;
    }
    if (at > line) this.#at = Math.min(at, this.#text.length);
    return at > line;
  }

  #statement(width: number): void {
    this.#open = "";
    this.#hasColon = false;
    const isCompound = isHead(this.#text, this.#start);
    let likely: Boundary | undefined;
    while (this.#at < this.#text.length) {
      if (!this.#readToken()) continue;
      if (this.#open === "") return this.#end(this.#boundary(), isCompound);
      this.#skipMarkers();
      const next = statementAt(this.#text, this.#at);
      if (next !== undefined) {
        const boundary = likely ?? this.#boundary();
        this.#at += next.length;
        return this.#end(boundary, isCompound);
      }
      if (likely === undefined && this.#mayEnd(width, isCompound)) likely = this.#boundary();
      const until = likely === undefined ? nextItem(this.#text, this.#code, this.#at) : undefined;
      if (until !== undefined) this.#repairs.push({ at: this.#code, text: ",", until });
    }
    this.#end((this.#open === "" ? undefined : likely) ?? this.#boundary(), isCompound);
  }

  /** Reads words and spaces up to the next character that is neither, and that with what it begins; true at a line's end. */
  #readToken(): boolean {
    const text = this.#text;
    let at = this.#at;
    for (let kind = kindAt(text, at); kind !== special; kind = kindAt(text, at)) {
      at++;
      if (kind === plain) this.#code = at;
    }
    this.#at = at + 1;
    if (at >= text.length) {
      this.#at = text.length;
      return false;
    }
    const character = text[at];
    if (character === "\n") return true;
    if (character === "#") {
      const feed = text.indexOf("\n", at);
      this.#at = feed < 0 ? text.length : feed;
    } else if (character === "\\") {
      if (this.#breaksOff(at)) return true;
      if (text.startsWith("\r\n", at + 1)) this.#at += 2;
      else if (text[at + 1] === "\n") this.#at++;
    } else this.#readCode(character);
    return false;
  }

  /** Ends a line that goes on with nothing, since the next can only be a statement. */
  #breaksOff(backslash: number): boolean {
    const line = matchAt(lineBreak, this.#text, backslash + 1);
    if (this.#open !== "" || line === undefined) return false;
    const next = backslash + 1 + line.length;
    const begun = codeAt(this.#text, next, indentationAt(this.#text, this.#start));
    if (begun === undefined) return false;
    const text = lacksOperand(this.#text, this.#start, this.#code) ? " _ " : "";
    this.#repairs.push({ at: backslash, text, cut: 1, until: next + begun.length });
    this.#code = backslash + 1;
    this.#at = next;
    return true;
  }

  #readCode(character: string): void {
    if (character === '"' || character === "'") {
      const { end, repair } = this.#strings.read(this.#at - 1);
      if (repair !== undefined) this.#repairs.push(repair);
      this.#at = end;
    } else if (character === ":") this.#hasColon ||= this.#open === "";
    else if (closers.has(character)) this.#open += closers.get(character);
    else if (character === ")" || character === "]" || character === "}") this.#close(character);
    this.#code = this.#at;
  }

  #close(closer: string): void {
    const level = this.#open.lastIndexOf(closer);
    if (level >= 0) {
      this.#add(this.#code, this.#operandInside() + inside(this.#open, level + 1));
      this.#open = this.#open.slice(0, level);
    } else if (closer === ")" && this.#open === "") {
      const place = openingPlace(this.#text.slice(this.#start, this.#code));
      if (place > 0) this.#add(this.#start + place, "(");
    }
  }

  /** What an operator lacks behind which a bracket closes; the slash and the star of parameters lack nothing. */
  #operandInside(): string {
    return lacksOperand(this.#text, this.#start, this.#code) &&
      !/[(,][ \t\r\n]*[/*]$/.test(this.#text.slice(this.#start, this.#code))
      ? " _"
      : "";
  }

  #add(at: number, text: string): void {
    if (text !== "") this.#repairs.push({ at, text, until: this.#at });
  }

  #boundary(): Boundary {
    return { code: this.#code, next: this.#at, open: this.#open, repairs: this.#repairs.length };
  }

  /** Whether an open bracket may have been forgotten before this line. */
  #mayEnd(width: number, isCompound: boolean): boolean {
    if (matchAt(continuation, this.#text, this.#at) !== undefined) return false;
    if (this.#text[this.#code - 1] === ".") return true;
    if (isCompound && matchAt(documentation, this.#text, this.#at) !== undefined) return true;
    const isAmongParameters = this.#open === ")" && isFunctionHead(this.#text, this.#start);
    if (isAmongParameters && matchAt(noParameter, this.#text, this.#at) !== undefined) return true;
    const goesOn = /[([{,]/.test(this.#text[this.#code - 1]) || lacksOperand(this.#text, this.#start, this.#code);
    if (isCompound && !goesOn) return true;
    return spacesAt(this.#text, this.#at).length <= width;
  }

  /** Ends the statement at a boundary. */
  #end({ code, next, open, repairs }: Boundary, isCompound: boolean): void {
    this.#repairs.length = repairs;
    this.#statements.push({ start: this.#start, end: code });
    if (isCompound) this.#endHead(code, open);
    else if (this.#isDefinition(code, open)) this.#add(this.#start, "def ");
    else this.#endSimple(code, open);
    this.#at = next;
  }

  #endSimple(code: number, open: string): void {
    const rest = restOfLine(this.#text.slice(this.#start, code));
    if (open !== "") this.#add(code, (rest || this.#operandBefore(code, open)) + inside(open, 0));
    else if (rest !== "") this.#add(code, rest);
    else if (breaksOff(this.#text, this.#start, code)) this.#endLine(code);
  }

  /** Whether a line has what a function's head has, but for the keyword. */
  #isDefinition(code: number, open: string): boolean {
    return open === "" && this.#hasColon && this.#text[code - 1] === ":" && isNamedHead(this.#text, this.#start);
  }

  #endHead(code: number, open: string): void {
    const source = this.#text.slice(this.#start, code);
    const endsInString = this.#repairs.at(-1)?.at === code;
    const rest = this.#closeTarget(source, open);
    const missing = (isKeyword(source) ? "" : this.#operandBefore(code, rest)) + inside(rest, 0);
    if (!endsInString && source.endsWith(":")) this.#endLoop(source, code, missing);
    else if (this.#hasColon) this.#add(code, missing);
    else if (rest !== "" || !this.#goesOn(headEnd)) this.#add(code, missing + restOfHead(source + missing));
  }

  /** Ends a head with a colon, which may be that of a loop over nothing. */
  #endLoop(source: string, code: number, missing: string): void {
    const rest = missing === "" ? restOfLoop(source) : undefined;
    if (rest === undefined) this.#add(code - 1, missing);
    else this.#add(this.#start + rest.at, rest.text);
  }

  /** Closes what is open in a loop's target before its `in`; gives what is still open behind. */
  #closeTarget(source: string, open: string): string {
    const target = loopTarget(source);
    if (target.open === 0 || target.open > open.length) return open;
    this.#add(this.#start + target.end, inside(open.slice(0, target.open), 0));
    return open.slice(target.open);
  }

  #endLine(code: number): void {
    const next = this.#at + matchAt(blankLines, this.#text, this.#at)!.length;
    const width = indentationAt(this.#text, this.#start).length;
    if (!isDeeper(this.#text, next, width) || !this.#goesOn(anyLine)) this.#add(code, " _");
  }

  /** Whether the parser takes the next line along: one of a kind that does not begin with a keyword. */
  #goesOn(kind: RegExp): boolean {
    this.#at += matchAt(blankLines, this.#text, this.#at)!.length;
    const keyword = matchAt(keywordLine, this.#text, this.#at);
    const line = matchAt(kind, this.#text, this.#at) ?? "";
    this.#at += (keyword ?? line).length;
    return keyword === undefined && line !== "";
  }

  /** Whether the code breaks off behind a key, or behind the bracket of a subscript. */
  #lacksValue(code: number, open: string): boolean {
    if (open.endsWith("}")) return this.#text[code - 1] === ":";
    return open.endsWith("]") && /[\w)\]"']\[/.test(this.#text.slice(code - 2, code));
  }

  #operandBefore(code: number, open: string): string {
    const isLacking = this.#lacksValue(code, open) || lacksOperand(this.#text, this.#start, code);
    return isLacking ? " _" : "";
  }
}

/** The closers from a level on, innermost first. */
function inside(open: string, level: number): string {
  return [...open.slice(level)].reverse().join("");
}
