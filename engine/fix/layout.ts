import type { Edit } from "../finding.ts";
import type { Argument, Call, Span } from "../syntax/nodes.ts";
import { afterLine, endOfLine, lineEnding, lineStart } from "./lines.ts";

/** Edits that add and remove arguments while keeping the call's layout and every comment. */

/** Appends arguments after the last one, on lines of their own where the call has one argument a line. */
export function appendArguments(text: string, call: Call, added: readonly string[]): Edit[] {
  if (!added.length) return [];
  const last = call.arguments.at(-1);
  if (!last) return [{ start: call.open + 1, end: call.open + 1, text: added.join(", ") }];
  const line = lineStart(text, last.start);
  const isAlone = /^[ \t]*$/.test(text.slice(line, last.start)) && line > call.open;
  if (!isAlone) return [{ start: last.end, end: last.end, text: added.map((argument) => `, ${argument}`).join("") }];
  const separator = `,${lineEnding(text)}${text.slice(line, last.start)}`;
  const lines = added.map((argument) => separator + argument).join("");
  const commented = /^([ \t]*,)?[ \t]*#/.exec(text.slice(last.end, endOfLine(text, last.end)));
  if (!commented) return [{ start: last.end, end: last.end, text: lines }];
  const end = endOfLine(text, last.end);
  const below = `${lines.slice(1)}${commented[1] ? "," : ""}`;
  return [...(commented[1] ? [] : [{ start: last.end, end: last.end, text: "," }]), { start: end, end, text: below }];
}

/** Removes arguments, each run of them with the commas that belong to it; undefined if a comment would go with one. */
export function removeArguments(text: string, call: Call, removed: readonly Argument[]): Edit[] | undefined {
  const edits: Edit[] = [];
  for (const run of runsOf(call.arguments, removed)) {
    const lines = run.map((argument) => ownLine(text, call, argument));
    if (lines.every((line) => line !== undefined)) edits.push(...lines);
    else {
      const span = spanOf(text, call, run);
      if (hasComment(text, span, run)) return undefined;
      edits.push({ ...span, text: "" });
    }
  }
  return edits;
}

function runsOf(all: readonly Argument[], removed: readonly Argument[]): Argument[][] {
  const runs: Argument[][] = [];
  if (!removed.length) return runs;
  for (const [i, argument] of all.entries()) {
    if (!removed.includes(argument)) continue;
    if (i > 0 && removed.includes(all[i - 1])) runs[runs.length - 1].push(argument);
    else runs.push([argument]);
  }
  return runs;
}

/** The edit for an argument that has its lines to itself: they go, and a comment after it stays on a line of its own. */
function ownLine(text: string, call: Call, { start, end }: Argument): Edit | undefined {
  const line = lineStart(text, start);
  const after = /^[ \t]*,?[ \t]*(#)?/.exec(text.slice(end, endOfLine(text, end)))!;
  const rest = end + after[0].length;
  if (line <= call.open || !/^[ \t]*$/.test(text.slice(line, start))) return undefined;
  if (after[1]) return { start, end: rest - 1, text: "" };
  return rest === endOfLine(text, end) ? { start: line, end: afterLine(text, end), text: "" } : undefined;
}

function spanOf(text: string, call: Call, run: readonly Argument[]): Span {
  const [first, last] = [run[0], run[run.length - 1]];
  const next = call.arguments[call.arguments.indexOf(last) + 1];
  const previous = call.arguments[call.arguments.indexOf(first) - 1];
  if (next) return { start: first.start, end: next.start };
  return previous
    ? { start: previous.end, end: last.end }
    : { start: first.start, end: trailingComma(text, last.end, call.close) };
}

function hasComment(text: string, span: Span, run: readonly Argument[]): boolean {
  const starts = [...run.map((argument) => argument.start), span.end];
  const ends = [span.start, ...run.map((argument) => argument.end)];
  return starts.some((start, i) => text.slice(ends[i], start).includes("#"));
}

function trailingComma(text: string, from: number, limit: number): number {
  const match = /^\s*,\s*/.exec(text.slice(from, limit));
  return match ? from + match[0].length : from;
}
