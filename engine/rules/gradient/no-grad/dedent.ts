import type { Edit } from "../../../finding.ts";
import { afterLine, lineStart } from "../../../fix/lines.ts";
import type { Context } from "../../../rule.ts";
import type { With } from "../../../syntax/nodes.ts";
import { walkExpressions } from "../../../syntax/walk.ts";

/**
 * Removes the header of a block and moves its lines to the left; lines inside strings keep their place, and so does a
 * comment beside the header. Undefined where a backslash continues the header.
 */
export function dedent(node: With, { text }: Context): Edit[] | undefined {
  const header = text.slice(node.items[0].context.end, node.body.start);
  if (header.includes("\\")) return undefined;
  const outer = text.slice(lineStart(text, node.start), node.start);
  const comment = /^[^\n#]*(#[^\r\n]*)/.exec(header)?.[1];
  const firstLine = lineStart(text, node.body.start);
  if (firstLine <= node.start) return [{ start: node.start, end: node.body.start, text: "" }];
  const inner = text.slice(firstLine, node.body.start);
  const head: Edit = comment
    ? { start: node.start, end: text.indexOf(comment, node.items[0].context.end), text: "" }
    : { start: lineStart(text, node.start), end: afterLine(text, node.items[0].context.end), text: "" };
  const strings: { start: number; end: number }[] = [];
  walkExpressions(node, (expression) => {
    if (expression.kind === "string") strings.push(expression);
  });
  const edits: Edit[] = [head];
  for (
    let at = Math.max(head.end, afterLine(text, node.items[0].context.end));
    at < node.body.end;
    at = afterLine(text, at)
  ) {
    const insideString = strings.some((string) => string.start < at && at < string.end);
    const shared = commonIndent(text.slice(at, at + inner.length), inner);
    if (!insideString && shared > outer.length) edits.push({ start: at + outer.length, end: at + shared, text: "" });
    if (afterLine(text, at) === at) break;
  }
  return edits;
}

function commonIndent(line: string, indent: string): number {
  let length = 0;
  while (length < indent.length && line[length] === indent[length]) length += 1;
  return length;
}
