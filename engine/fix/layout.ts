import type { Edit } from "../finding.ts";
import type { Argument, Call, Span } from "../syntax/nodes.ts";

/** Edits that add and remove arguments while keeping the call's layout and every comment. */

/** Appends arguments after the last one, on lines of their own where the call has one argument a line. */
export function appendArguments(text: string, call: Call, added: readonly string[]): Edit[] {
  if (!added.length) return [];
  const last = call.arguments.at(-1);
  if (!last) return [{ start: call.open + 1, end: call.open + 1, text: added.join(", ") }];
  const lineStart = text.lastIndexOf("\n", last.start) + 1;
  const ownLine = /^[ \t]*$/.test(text.slice(lineStart, last.start)) && lineStart > call.open;
  const separator = ownLine ? `,\n${text.slice(lineStart, last.start)}` : ", ";
  return [{ start: last.end, end: last.end, text: added.map((argument) => separator + argument).join("") }];
}

/** Removes one argument with the comma that belongs to it; undefined if a comment would go with it. */
export function removeArgument(text: string, call: Call, argument: Argument): Edit | undefined {
  const index = call.arguments.indexOf(argument);
  const next = call.arguments[index + 1];
  const previous = call.arguments[index - 1];
  const span: Span = next
    ? { start: argument.start, end: next.start }
    : previous
      ? { start: previous.end, end: argument.end }
      : { start: argument.start, end: trailingComma(text, argument.end, call.close) };
  return text.slice(span.start, argument.start).includes("#") || text.slice(argument.end, span.end).includes("#")
    ? undefined
    : { ...span, text: "" };
}

function trailingComma(text: string, from: number, limit: number): number {
  const match = /^\s*,\s*/.exec(text.slice(from, limit));
  return match ? from + match[0].length : from;
}
