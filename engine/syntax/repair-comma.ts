import { spacesAt } from "./repair-lines.ts";
import { matchAt } from "./sticky.ts";

/** How an item begins that cannot go on with the one before it. */
const item = /(?!(?:and|or|not|in|is|if|else|for|async|as)\b)(?:[A-Za-z_]\w*|[0-9]+|["'{])/y;
const string = /[A-Za-z]{0,2}["']/y;
/** How code ends that stands before an item rather than being one. */
const unfinished = /(?:^|[^\w.])(?:and|or|not|in|is|if|else|for|async|await|lambda|yield|from|as|import)$/;

/**
 * Whether the line at `line`, inside brackets, begins another item although the code before it ends one, as where an argument
 * is being added above others; gives how far one must read to know.
 */
export function nextItem(text: string, code: number, line: number): number | undefined {
  const last = text[code - 1];
  if (!/[\w)\]}"']/.test(last) || unfinished.test(text.slice(Math.max(0, code - 8), code))) return undefined;
  const start = line + spacesAt(text, line).length;
  const isJoined = /["']/.test(last) && matchAt(string, text, start) !== undefined;
  const begun = isJoined ? undefined : matchAt(item, text, start);
  return begun === undefined ? undefined : start + begun.length;
}
