import { afterLine, lineEnding, lineStart } from "../fix/lines.ts";
import type { Statement } from "../syntax/nodes.ts";
import { walkExpressions } from "../syntax/walk.ts";
import type { PassPlan } from "./plan.ts";

/** The whole lines of a statement, with comments of their own right above it and at its end. */
export function extent(text: string, statement: Statement): { start: number; end: number } {
  let start = lineStart(text, statement.start);
  for (
    let above = lineStart(text, start - 1);
    start > 0 && /^[ \t]*#/.test(text.slice(above, start));
    above = lineStart(text, above - 1)
  ) {
    start = above;
    if (above === 0) break;
  }
  return { start, end: afterLine(text, statement.end) };
}

/** A statement's lines with its comments, without the last line's ending. */
export function linesOf(text: string, statement: Statement): string {
  const { start, end } = extent(text, statement);
  return text.slice(start, end).replace(/[\r\n]+$/, "");
}

/** The white space before a statement. */
export const indentOf = (text: string, statement: Statement): string =>
  /^[ \t]*/.exec(text.slice(lineStart(text, statement.start), statement.start))![0];

/** A statement's lines at another indentation; lines inside strings keep theirs. */
export function reindent(text: string, statement: Statement, indent: string): string {
  const { start, end } = extent(text, statement);
  const old = indentOf(text, statement);
  const strings: { start: number; end: number }[] = [];
  walkExpressions(statement, (node) => {
    if (node.kind === "string") strings.push(node);
  });
  const lines: string[] = [];
  for (let at = start; at < end; at = afterLine(text, at)) {
    const line = text.slice(at, afterLine(text, at)).replace(/[\r\n]+$/, "");
    const inString = strings.some((string) => string.start < at && at < string.end);
    lines.push(
      inString || line.trim() === ""
        ? line
        : indent + (line.startsWith(old) ? line.slice(old.length) : line.trimStart()),
    );
    if (afterLine(text, at) === at) break;
  }
  return lines.join(lineEnding(text));
}

/** One level of indentation as the file writes it. */
export function indentUnit(text: string, { pass, step }: PassPlan): string {
  const outer = pass.path.at(-1) ?? (step.scope.kind === "function" ? step.scope : undefined);
  const unit = outer ? indentOf(text, pass.block.statements[0]).slice(indentOf(text, outer).length) : "";
  return unit === "" ? "    " : unit;
}
