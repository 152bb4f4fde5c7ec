/** Lines of a text, whatever ends them. */

/** The start of the line that holds a place. */
export function lineStart(text: string, at: number): number {
  const isInsideEnding = text.startsWith("\r\n", at - 1);
  let start = isInsideEnding ? at - 1 : at;
  while (start > 0 && text[start - 1] !== "\n" && text[start - 1] !== "\r") start--;
  return start;
}

/** The end of the line that holds a place, before what ends it. */
export function endOfLine(text: string, from: number): number {
  const match = /[\r\n]/g;
  match.lastIndex = from;
  return match.exec(text)?.index ?? text.length;
}

/** The start of the next line, or the end of the text. */
export function afterLine(text: string, from: number): number {
  const end = endOfLine(text, from);
  return end + (text.startsWith("\r\n", end) ? 2 : end < text.length ? 1 : 0);
}

/** The line ending that the text uses. */
export const lineEnding = (text: string): string => /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";

/** The number of the line, from 1, on which an offset lies. */
export function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}
