import type { Edit } from "../finding.ts";
import { perFile } from "../per-file.ts";
import type { Context } from "../rule.ts";
import type { FunctionDefinition, Span } from "../syntax/nodes.ts";
import { walkStatements } from "../syntax/walk.ts";
import { afterLine, lineStart } from "./lines.ts";

/** The function that a decorator stands above; undefined where the expression is none. */
export const decoratedBy = (decorator: Span, context: Context): FunctionDefinition | undefined =>
  decoratedFunctions(context).get(decorator);

const decoratedFunctions = perFile(({ model }: Context): ReadonlyMap<Span, FunctionDefinition> => {
  const found = new Map<Span, FunctionDefinition>();
  walkStatements(model.module.body, (statement) => {
    if (statement.kind === "function") for (const decorator of statement.decorators) found.set(decorator, statement);
  });
  return found;
});

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
