import type { Node, Tree } from "web-tree-sitter";
import { isCase, isHead } from "./repair-head.ts";
import { blankLines, keywordLine, spacesAt } from "./repair-lines.ts";
import { lacksOperand, restOfLine } from "./repair-operand.ts";
import { matchAt } from "./sticky.ts";

const words = "not and or in is if else await assert del import as global nonlocal lambda".split(" ");
/** The last two characters of a line that may break off: an operator, a dot or a colon behind whatever, or the end of a word. */
const ends = new Uint8Array(1 << 14);
for (const { code } of [..."-+/*%@&|^<>~=.:"].map((sign) => ({ code: sign.charCodeAt(0) })))
  for (let before = 0; before < 128; before++) ends[(before << 7) | code] = 1;
for (const ending of words.map((one) => one.slice(-2))) ends[(ending.charCodeAt(0) << 7) | ending.charCodeAt(1)] = 1;

/** Whether a line ends before what an operator, its first word or an annotation needs. */
export const breaksOff = (text: string, start: number, end: number): boolean =>
  restOfLine(text.slice(start, end)) !== "" || isNote(text, start, end) || lacksOperand(text, start, end);

/** Whether a line ends in the colon of an annotation, or in one that means nothing. */
const isNote = (text: string, start: number, end: number): boolean =>
  text[end - 1] === ":" && !isHead(text, start) && !isCase(text, start);

/** Whether the line at `line` goes on with one that is indented so: it stands deeper and is no statement of its own. */
export const isDeeper = (text: string, line: number, width: number): boolean => spacesAt(text, line).length > width;

/**
 * Whether a line breaks off for which the parser took the line behind without a word: a name behind a dot, `import` behind
 * `from a`. The parser takes a line's end for a blank wherever a statement lacks something.
 */
export function runsOn(text: string, { rootNode }: Tree): boolean {
  let [hash, from, assert] = [-1, -1, -1];
  for (let line = 0, feed = text.indexOf("\n"); feed >= 0; line = feed + 1, feed = text.indexOf("\n", line)) {
    if (hash < line) hash = next(text, "#", line);
    if (from < line) from = next(text, "from ", line);
    if (assert < line) assert = next(text, "assert ", line);
    let end = Math.min(hash, feed);
    while (end > line && text.charCodeAt(end - 1) <= space) end--;
    const hasEnding = end > line + 1 && isEnding(text.charCodeAt(end - 2), text.charCodeAt(end - 1));
    if (!hasEnding && ((from > feed && assert > feed) || !isBegun(text, line))) continue;
    if (isSuite(text, line, feed + 1)) continue;
    const behind = takenBehind(text, line, end, feed + 1);
    if (behind !== undefined && isOneStatement(rootNode.descendantForIndex(end - 1, behind + 1))) return true;
  }
  return false;
}

const isEnding = (before: number, last: number): boolean => (before | last) < 128 && ends[(before << 7) | last] === 1;

/** Whether the line behind one begins as it does and stands deeper. */
function isSuite(text: string, line: number, behind: number): boolean {
  if (behind === text.length) return false; // reading behind a text makes V8 throw its code away
  let at = behind;
  for (let own = line; isBlank(text.charCodeAt(own)); own++)
    if (text.charCodeAt(at++) !== text.charCodeAt(own)) return false;
  if (!isBlank(text.charCodeAt(at))) return false;
  while (isBlank(text.charCodeAt(at))) at++;
  return text.charCodeAt(at) > space && text[at] !== "#";
}

const isBlank = (code: number): boolean => code === space || code === 9;

/** Where a word stands next, from an offset on; behind all text where it does not. */
function next(text: string, word: string, from: number): number {
  const at = text.indexOf(word, from);
  return at < 0 ? text.length : at;
}

const space = 32;
const word = /[a-z]/;
const lastWord = new RegExp(String.raw`\b(?:${words.join("|")})$`);
const origin = /^[ \t]*from[ \t]+[.\w]+$/;
const imported = /[ \t]*import\b/y;
const ruler = /^(?:\W+|>>>.*)$/;
const string = /"[^"]*"|'[^']*'/g;
const operators =
  "and|or|not|in|is|if|else|for|as|lambda|await|async|yield|import|from|return|raise|assert|del|global|nonlocal";
/** Two words in a row, as code has none. */
const prose = new RegExp(String.raw`(?<![\w.])(?!(?:${operators})\b)[A-Za-z]\w*[ \t]+(?!(?:${operators})\b)[A-Za-z(]`);

/** Whether a line begins with a word that needs more than another behind it. */
function isBegun(text: string, line: number): boolean {
  let at = line;
  while (text.charCodeAt(at) === space) at++;
  const code = text.charCodeAt(at);
  return (code === 102 && text.startsWith("from ", at)) || (code === 97 && text.startsWith("assert ", at));
}

/** Where the line behind one begins that may break off, if the parser would take it along. */
function takenBehind(text: string, line: number, end: number, behind: number): number | undefined {
  const isOrigin = isBegun(text, line) && origin.test(text.slice(line, end));
  if (!isOrigin && word.test(text[end - 1]) && !lastWord.test(text.slice(Math.max(line, end - 9), end)))
    return undefined;
  const own = spacesAt(text, line).length;
  const next = behind + matchAt(blankLines, text, behind)!.length;
  if (next >= text.length || isDeeper(text, next, own)) return undefined;
  const begun = next + spacesAt(text, next).length;
  if (isOrigin) return matchAt(imported, text, next) === undefined ? undefined : begun;
  if (matchAt(keywordLine, text, next) !== undefined || !breaksOff(text, line + own, end)) return undefined;
  const source = text.slice(line + own, end);
  return ruler.test(source) || prose.test(source.replace(string, "")) ? undefined : begun;
}

const suites = new Set(["module", "block"]);
const enclosed =
  /string|parenthes|argument_list|parameters|list|tuple|dictionary|set|comprehension|subscript|generator|interpolation/;

const compound = /^(?:if|for|while|with|try|match)_/;

/** Whether what reaches over two lines is part of a statement, outside of brackets and strings. */
function isOneStatement(node: Node | null): boolean {
  for (let part = node; part && !suites.has(part.type); part = part.parent) {
    if (part.isError || enclosed.test(part.type)) return false;
    if (part.type.endsWith("_statement") || part.type === "decorator") return !compound.test(part.type);
  }
  return false;
}
