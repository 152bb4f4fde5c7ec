import type { Json } from "./client.ts";

/** A text with an action's edits made, as an editor would make them. */
export function edited(text: string, action: Json): string {
  const [change] = action.edit.documentChanges;
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), ({ index, 0: end }) => index + end.length)];
  const offset = ({ line, character }: Json) => starts[line] + character;
  const edits: Json[] = [...change.edits].sort((a, b) => offset(b.range.start) - offset(a.range.start));
  return edits.reduce(
    (result, { range, newText }) => result.slice(0, offset(range.start)) + newText + result.slice(offset(range.end)),
    text,
  );
}
