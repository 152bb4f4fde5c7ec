import type { Edit } from "../finding.ts";
import type { Context } from "../rule.ts";
import type { Reference } from "../semantics/reference.ts";
import type { FunctionDefinition, Span } from "../syntax/nodes.ts";
import { afterLine, lineStart } from "./lines.ts";

/** The function that a reference stands above as a decorator; undefined where it is none. */
export const decoratedBy = ({ node, call, statement }: Reference): FunctionDefinition | undefined =>
  statement.kind === "function" && statement.decorators.includes(call ?? node) ? statement : undefined;

/** The edit that removes a decorator with its line; a comment on it stays. Undefined where more stands on the line. */
export function removeDecorator(at: Span, { text }: Context): Edit | undefined {
  const start = lineStart(text, at.start);
  if (!/^[ \t]*@[ \t]*$/.test(text.slice(start, at.start))) return undefined;
  const comment = /^[ \t]*#/.test(text.slice(at.end, afterLine(text, at.end)));
  const indent = text.slice(start, at.start).replace("@", "").trimEnd();
  return comment
    ? { start: start + indent.length, end: text.indexOf("#", at.end), text: "" }
    : { start, end: afterLine(text, at.end), text: "" };
}
