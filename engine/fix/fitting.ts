import { type Edit, isRefusal, type Mend, type Refusal } from "../finding.ts";
import type { Context } from "../rule.ts";
import { inventoryOf, perStatement } from "../syntax/collect.ts";
import type { StringLiteral } from "../syntax/nodes.ts";
import { lastNotAfter } from "../syntax/unit.ts";

/**
 * A repair as it can stand where it is written. Inside an f-string Python before 3.12 takes neither the quotes that the string is
 * in, nor a comment, a backslash, or a new line; and every bracket that an edit takes away or brings must have its other half.
 */
export function fitting(mend: Mend | Refusal, context: Context): Mend | Refusal {
  if (isRefusal(mend)) return mend;
  if (!isBalanced(mend.edits, context.text)) return { refused: "Take the parentheses around it away first." };
  if (!mend.edits.some(mayNotFit)) return mend;
  const edits: Edit[] = [];
  for (const edit of mend.edits) {
    const fitted = requoted(edit, context);
    if (!fitted) return { refused: "An f-string has no room for what is written: give it a name before." };
    edits.push(fitted);
  }
  return { ...mend, edits };
}

const mayNotFit = ({ text, definition }: Edit): boolean => !definition && MAY_NOT_FIT.test(text);

const NEVER_FITS = /[\\#]|\blambda\b/;
const MAY_NOT_FIT = new RegExp(`["'\\n]|${NEVER_FITS.source}`);

/** An edit with other quotes where it lies in an f-string that needs them; undefined where none would do. */
function requoted(edit: Edit, { text, model }: Context): Edit | undefined {
  if (!mayNotFit(edit)) return edit;
  const { statements } = model.module.body;
  const statement = statements[lastNotAfter(statements, edit.start)];
  if (!statement) return edit;
  let fitted = edit;
  for (const string of formatted(statement)) {
    if (edit.start <= string.start || string.end <= edit.end) continue;
    const mark = quotesAround(edit.start, string, text);
    if (!mark || NEVER_FITS.test(edit.text) || (mark.length === 1 && edit.text.includes("\n"))) return undefined;
    if (!fitted.text.includes(mark)) continue;
    const other = mark === '"' ? "'" : '"';
    if (mark.length > 1 || fitted.text.includes(other)) return undefined;
    fitted = { ...fitted, text: fitted.text.replaceAll(mark, other) };
  }
  return fitted;
}

/** The f-strings in a statement, outermost first. */
const formatted = perStatement((statement) =>
  inventoryOf(statement).strings.filter(({ interpolations }) => interpolations.length > 0),
);

/** The quotes of that literal, of several side by side, in which a place lies. */
function quotesAround(at: number, { start, end }: StringLiteral, text: string): string | undefined {
  for (const { 0: whole, 1: mark, index } of text.slice(start, end).matchAll(LITERAL))
    if (start + index < at && at < start + index + whole.length) return mark;
  return undefined;
}

const LITERAL = /("""|'''|"|')(?:\\[\s\S]|(?!\1)[^\\])*\1/g;

/** Of whole definitions there is no doubt. */
function isBalanced(edits: readonly Edit[], text: string): boolean {
  let depth = 0;
  for (const edit of edits)
    if (!edit.definition) depth += opened(edit.text, 0, edit.text.length) - opened(text, edit.start, edit.end);
  return depth === 0;
}

/** How many more brackets are opened than closed. */
function opened(text: string, start: number, end: number): number {
  let depth = 0;
  for (let at = start; at < end; at++) depth += DEPTH[text.charCodeAt(at)] ?? 0;
  return depth;
}

/** By the code of a character. */
const DEPTH = new Int8Array(128);
for (const opening of "([{") DEPTH[opening.charCodeAt(0)] = 1;
for (const closing of ")]}") DEPTH[closing.charCodeAt(0)] = -1;
