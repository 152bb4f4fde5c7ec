import type { Repair } from "./repair.ts";
import { blankLines, spacesAt, statementAt } from "./repair-lines.ts";
import { matchAt } from "./sticky.ts";

const operator = String.raw`(?!(?:and|or|not|in|is|if|else|as|import|for|from|lambda|await|yield|async|def)\b)`;
const words = String.raw`[A-Za-z]\w*[ \t]+${operator}[A-Za-z]\w*[ \t]+${operator}[A-Za-z]`;
const entry = String.raw`@\w+\{|class[ \t]+\w+(?![\w(:[ \t])|(?:pass|break|continue|try|finally|else)[ \t]+(?!if\b)\w`;
const stop = String.raw`[A-Za-z][^\n"'#]*[\w)\`]\.[ \t]*\r?(?:\n|$)`;
/** Sentences that begin with a keyword, and what else is no code though it begins as statements do. */
const sentence = new RegExp(String.raw`[ \t]*(?:${words}|${entry}|${stop})`, "y");

/**
 * A line in a string that can only be a statement behind it. Behind a string that begins on a line of an indentation none
 * is indented deeper, and they are also told by how assignments and calls begin.
 */
export function codeAt(text: string, line: number, indentation?: string): string | undefined {
  if (matchAt(sentence, text, line) !== undefined) return undefined;
  if (indentation === undefined) return statementAt(text, line);
  const own = spacesAt(text, line);
  return own.length > indentation.length ? undefined : (statementAt(text, line) ?? alignedAt(text, line, own));
}

const target = String.raw`[A-Za-z_]\w*(?:\.\w+|\[[^\]\n]*\])*`;
const value = String.raw`(?=[\w("'[{~-])(?![A-Za-z]\w*[,.;:]?[ \t]+${operator}[A-Za-z])`;
const assigned = String.raw`${target}(?:[ \t]*,[ \t]*\*?${target})*(?::[ \t]*${target})?[ \t]*(?:[-+*/%@&|^]|//|\*\*)?=[ \t]*${value}`;
const called = String.raw`[A-Za-z_]\w*(?:\.\w+)*\((?:[^\n]*\)(?:\.\w+)*)?[ \t]*(?:#[^\n]*)?\r?(?:\n|$)`;
const aligned = new RegExp(`(?:${assigned}|${called})`, "y");

function alignedAt(text: string, line: number, indentation: string): string | undefined {
  const found = matchAt(aligned, text, line + indentation.length);
  return found === undefined ? undefined : indentation + found;
}

/** What is left of the quotes before the first word. */
const remnant = /(?:[rRuU]?(?:""(?!")|''(?!')|"(?=[^"\n]*\n)|'(?=[^'\n]*\n)))?\s*/y;
const title = /[A-Za-z][\w'‑-]*(?:[,:;.!]?[ \t]+[A-Za-z(`]|:?[ \t]*\r?\n)/y;
const keyword =
  /(?:from|import|def|class|async|if|for|while|with|del|assert|raise|return|global|type|match|print|exec|not|lambda|await|yield|pass|try|elif|else|nonlocal)\b/y;
const quotes = /"""|'''/g;
const lineOnly = /[ \t]*\r?(?:\n|$)/y;
/** What ends with the head of a function or class, and with how the line behind it begins. */
export const headAbove =
  /(?:^|\n)[ \t]*(?:(?:async[ \t]+)?(?:def|class)\b|\))[^\n]*:[ \t]*(?:#[^\n]*)?\r?\n[ \t]*[rRuU]?$/;

/** Words that are no code. */
interface Title {
  /** Where they begin, with what is left of their quotes. */
  at: number;
  mark: string;
  /** Where the first of them stands. */
  word: number;
}

/** The words at which a module begins. */
export function titleOf(text: string): Title | undefined {
  return titleAt(text, matchAt(blankLines, text, 0)?.length ?? 0);
}

function titleAt(text: string, at: number): Title | undefined {
  const left = matchAt(remnant, text, at) ?? "";
  const word = at + left.length;
  if (matchAt(title, text, word) === undefined || matchAt(keyword, text, word) !== undefined) return undefined;
  return { at, mark: /["']/.exec(left)?.[0] ?? "", word };
}

/** What opens the documentation at which a module begins, where only the quotes behind it are there. */
export function openingOf(text: string): (Repair & { end: number }) | undefined {
  const found = titleOf(text);
  return found && openingBefore(text, found);
}

/** What opens the documentation at which the suite of a function or class begins, where only its end has quotes. */
export function openingAt(text: string, start: number): (Repair & { end: number }) | undefined {
  const found = titleAt(text, start);
  if (found === undefined) return undefined;
  const line = text.lastIndexOf("\n", start - 1) + 1;
  const above = line < 2 ? 0 : text.lastIndexOf("\n", line - 2) + 1;
  return headAbove.test(text.slice(above, start)) ? openingBefore(text, found, text.slice(line, start)) : undefined;
}

function openingBefore(text: string, found: Title, indentation?: string): (Repair & { end: number }) | undefined {
  quotes.lastIndex = found.word;
  const closing = quotes.exec(text);
  if (closing === null || !closing[0].startsWith(found.mark)) return undefined;
  const end = quotes.lastIndex;
  const next = end + (matchAt(lineOnly, text, end)?.length ?? 0);
  const code = next + (matchAt(blankLines, text, next)?.length ?? 0);
  const begun = codeAt(text, code, indentation);
  if (next === end || begun === undefined || hasCode(text, found.at, closing.index, indentation)) return undefined;
  return { at: found.at, text: closing[0], until: code + begun.length, end };
}

/** Whether a line between two offsets, the first of which begins one, can only be code. */
function hasCode(text: string, start: number, end: number, indentation?: string): boolean {
  for (let line = start; line < end; ) {
    if (codeAt(text, line, indentation) !== undefined) return true;
    const feed = text.indexOf("\n", line);
    line = feed < 0 ? end : feed + 1;
  }
  return false;
}
