import { diffWordsWithSpace } from "diff";
import type { Edit } from "../finding.ts";
import type { Span } from "../syntax/nodes.ts";

/** Applies edits that do not collide; all address the text as it was. */
export const applyEdits = (text: string, edits: readonly Edit[]): string =>
  editedPart(text, { start: 0, end: text.length }, edits);

/** What a part of a text becomes by edits inside it. */
export function editedPart(text: string, { start, end }: Span, edits: readonly Edit[]): string {
  let result = "";
  let at = start;
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at, end);
}

/** The small edits that turn one text into another; bytes outside them are the same in both. */
export function difference(before: string, after: string): Edit[] {
  if (before === after) return [];
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail += 1;
  return middleDifference(before, after, head, tail);
}

function middleDifference(before: string, after: string, head: number, tail: number): Edit[] {
  const lineStart = before.lastIndexOf("\n", head - 1) + 1;
  const nextLine = before.indexOf("\n", before.length - tail);
  const end = nextLine < 0 ? before.length : nextLine;
  const changes = diffWordsWithSpace(
    before.slice(lineStart, end),
    after.slice(lineStart, after.length - (before.length - end)),
  );
  const edits: Edit[] = [];
  let at = lineStart;
  for (const change of changes) {
    if (!change.added && !change.removed) {
      at += change.value.length;
      continue;
    }
    const last = edits.at(-1);
    const joins = last !== undefined && last.end === at;
    const edit = joins ? last : { start: at, end: at, text: "" };
    if (!joins) edits.push(edit);
    if (change.added) edit.text += change.value;
    else {
      at += change.value.length;
      edit.end = at;
    }
  }
  return edits;
}
