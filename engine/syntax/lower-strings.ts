import { kindOf } from "./kinds.ts";
import type { Lowering } from "./lowering.ts";
import type { Expression, StringLiteral } from "./nodes.ts";

const string = kindOf("string");

const literal = /^([a-zA-Z]*)("""|'''|"|')([\s\S]*)\2$/;

/** A string, or several side by side as one. */
export function lowerString(from: Lowering, node: number): StringLiteral {
  const interpolations: Expression[] = [];
  const parts = from.kinds[node] === string ? [node] : from.operands(node);
  let text: string | undefined = "";
  let isEscaped = false;
  for (const part of parts) {
    collectInterpolations(from, part, interpolations);
    const source = from.source(part);
    const written = contentOf(source);
    text = written !== undefined && text !== undefined ? text + written : undefined;
    isEscaped ||= source.includes("\\") && !RAW.test(source);
  }
  return from.own({
    kind: "string",
    start: from.starts[node],
    end: from.ends[node],
    value: isEscaped ? undefined : text,
    escaped: isEscaped ? text : undefined,
    interpolations,
  });
}

const RAW = /^[a-z]*r/i;

/** What stands in a plain literal; unknown for bytes and anything in braces of an f-string. */
function contentOf(source: string): string | undefined {
  const match = literal.exec(source);
  if (match === null) return undefined;
  const [, prefix, , content] = match;
  if (/b/i.test(prefix)) return undefined;
  if (/[ft]/i.test(prefix) && /[{}]/.test(content)) return undefined;
  return content.includes("\r") ? content.replace(/\r\n?/g, "\n") : content;
}

/** Walks instead of recursing: format specifiers nest without a limit. */
function collectInterpolations(from: Lowering, node: number, into: Expression[]): void {
  for (let part = node + 1; part < from.next[node]; ) {
    if (from.isExpression(part)) into.push(from.expression(part));
    part = from.isExpression(part) ? from.next[part] : part + 1;
  }
}
