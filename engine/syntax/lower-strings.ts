import { kindOf } from "./kinds.ts";
import type { Lowering } from "./lowering.ts";
import type { Expression, StringLiteral } from "./nodes.ts";

const string = kindOf("string");

const literal = /^([a-zA-Z]*)("""|'''|"|')([\s\S]*)\2$/;

/** A string, or several side by side as one. */
export function lowerString(from: Lowering, node: number): StringLiteral {
  const interpolations: Expression[] = [];
  const parts = from.kinds[node] === string ? [node] : from.operands(node);
  for (const part of parts) collectInterpolations(from, part, interpolations);
  const written = parts.length === 1 ? writtenIn(from.source(parts[0])) : together(from, parts);
  return from.own({
    kind: "string",
    start: from.starts[node],
    end: from.ends[node],
    value: written?.isEscaped ? undefined : written?.text,
    escaped: written?.isEscaped ? written.text : undefined,
    interpolations,
  });
}

interface Written {
  readonly text: string;
  readonly isEscaped: boolean;
}

/** What stands in literals side by side. */
function together(from: Lowering, literals: readonly number[]): Written | undefined {
  let [text, isEscaped] = ["", false];
  for (const literal of literals) {
    const written = writtenIn(from.source(literal));
    if (!written) return undefined;
    text += written.text;
    isEscaped ||= written.isEscaped;
  }
  return { text, isEscaped };
}

/** What stands in a plain literal; unknown for bytes and anything in braces of an f-string. */
function writtenIn(source: string): Written | undefined {
  const match = literal.exec(source);
  if (match === null) return undefined;
  const [, prefix, , content] = match;
  if (/b/i.test(prefix)) return undefined;
  if (/[ft]/i.test(prefix) && /[{}]/.test(content)) return undefined;
  const text = content.includes("\r") ? content.replace(/\r\n?/g, "\n") : content;
  return { text, isEscaped: content.includes("\\") && !/r/i.test(prefix) };
}

/** Walks instead of recursing: format specifiers nest without a limit. */
function collectInterpolations(from: Lowering, node: number, into: Expression[]): void {
  for (let part = node + 1; part < from.next[node]; ) {
    if (from.isExpression(part)) into.push(from.expression(part));
    part = from.isExpression(part) ? from.next[part] : part + 1;
  }
}
