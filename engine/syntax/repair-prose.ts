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

const title = /("{0,2}|'{0,2})[ \t]*[A-Za-z][\w'‑-]*[,:;]?[ \t]+(?!(?:and|or|not|in|is|if|else|as|for|import)\b)[A-Za-z]/y;
const keyword = /(?:from|import|def|class|async|if|for|while|with|del|assert|raise|return|global|type|match|print|exec|not|lambda|await|yield|pass|try|elif|else|nonlocal)\b/y;
const quotes = /"""|\'\'\'/g;
const lineOnly = /[ \t]*\r?(?:\n|$)/y;

/** Where a module begins with words that are no code. */
export function titleOf(text: string): number | undefined {
  const start = matchAt(blankLines, text, 0)?.length ?? 0;
  const isTitle = matchAt(title, text, start) !== undefined && matchAt(keyword, text, start) === undefined;
  return isTitle ? start : undefined;
}

/** What opens the documentation at which a module begins, where only the quotes behind it are there. */
export function openingOf(text: string): (Repair & { end: number }) | undefined {
  const at = titleOf(text);
  if (at === undefined) return undefined;
  quotes.lastIndex = at;
  const found = quotes.exec(text);
  if (found === null || matchAt(lineOnly, text, quotes.lastIndex) === undefined) return undefined;
  const end = quotes.lastIndex;
  const next = end + matchAt(lineOnly, text, end)!.length;
  const code = next + (matchAt(blankLines, text, next)?.length ?? 0);
  const begun = codeAt(text, code);
  if (begun === undefined) return undefined;
  for (let line = at; line < found.index; line = text.indexOf("\n", line) + 1) {
    if (codeAt(text, line) !== undefined) return undefined;
    if (text.indexOf("\n", line) < 0) break;
  }
  const there = text.startsWith(found[0].slice(0, 2), at) ? 2 : text.startsWith(found[0][0], at) ? 1 : 0;
  return { at, text: found[0].slice(there), until: code + begun.length, end };
}
