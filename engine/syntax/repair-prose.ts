import type { Repair } from "./repair.ts";
import { blankLines, statementAt } from "./repair-lines.ts";
import { matchAt } from "./sticky.ts";

const operator = String.raw`(?!(?:and|or|not|in|is|if|else|as|import|for|from|lambda|await|yield|async|def)\b)`;
const words = String.raw`[A-Za-z]\w*[ \t]+${operator}[A-Za-z]\w*[ \t]+${operator}[A-Za-z]`;
const entry = String.raw`@\w+\{|class[ \t]+\w+(?![\w(:[ \t])|(?:pass|break|continue|try|finally|else)[ \t]+(?!if\b)\w`;
/** Sentences that begin with a keyword, and what else is no code though it begins as statements do. */
const sentence = new RegExp(String.raw`[ \t]*(?:${words}|${entry})`, "y");

/** A line in a string that can only be a statement behind it. */
export function codeAt(text: string, line: number): string | undefined {
  return matchAt(sentence, text, line) === undefined ? statementAt(text, line) : undefined;
}

/** What is left of the quotes before the first word. */
const remnant = /(?:""(?!")|''(?!')|"(?=[^"\n]*\n)|'(?=[^'\n]*\n))?\s*/y;
const title = /[A-Za-z][\w'‑-]*(?:[,:;.!]?[ \t]+[A-Za-z(`]|[ \t]*\r?\n)/y;
const keyword =
  /(?:from|import|def|class|async|if|for|while|with|del|assert|raise|return|global|type|match|print|exec|not|lambda|await|yield|pass|try|elif|else|nonlocal)\b/y;
const quotes = /"""|'''/g;
const lineOnly = /[ \t]*\r?(?:\n|$)/y;

/** Where a module begins with words that are no code, behind what is left of their quotes. */
export function titleOf(text: string): { at: number; remnant: string } | undefined {
  const at = matchAt(blankLines, text, 0)?.length ?? 0;
  const left = matchAt(remnant, text, at) ?? "";
  const word = at + left.length;
  if (matchAt(title, text, word) === undefined || matchAt(keyword, text, word) !== undefined) return undefined;
  return { at, remnant: left.trimEnd() };
}

/** What opens the documentation at which a module begins, where only the quotes behind it are there. */
export function openingOf(text: string): (Repair & { end: number }) | undefined {
  const found = titleOf(text);
  if (found === undefined) return undefined;
  quotes.lastIndex = found.at + found.remnant.length;
  const closing = quotes.exec(text);
  if (closing === null || !closing[0].startsWith(found.remnant)) return undefined;
  const end = quotes.lastIndex;
  const next = end + (matchAt(lineOnly, text, end)?.length ?? 0);
  const code = next + (matchAt(blankLines, text, next)?.length ?? 0);
  const begun = codeAt(text, code);
  if (next === end || begun === undefined || hasCode(text, found.at, closing.index)) return undefined;
  return { at: found.at, text: closing[0].slice(found.remnant.length), until: code + begun.length, end };
}

/** Whether a line between two offsets, the first of which begins one, can only be code. */
function hasCode(text: string, start: number, end: number): boolean {
  for (let line = start; line < end; ) {
    if (codeAt(text, line) !== undefined) return true;
    const feed = text.indexOf("\n", line);
    line = feed < 0 ? end : feed + 1;
  }
  return false;
}
