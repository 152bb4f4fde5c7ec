import type { Edit, Mend, Refusal } from "../../../finding.ts";
import { dropStatement } from "../../../fix/drop.ts";
import { afterLine, lineStart } from "../../../fix/lines.ts";
import { type Context, defineRule } from "../../../rule.ts";
import { layerFamily } from "../../../semantics/kinds.ts";
import type { Reference } from "../../../semantics/reference.ts";
import type { Expression, Module, With } from "../../../syntax/nodes.ts";
import { walkExpressions, walkStatements } from "../../../syntax/walk.ts";

/** Code that records no gradients: MindSpore records nothing unless a function is differentiated. */
export default defineRule({
  name: "no-grad",
  category: "gradient",
  owns: ["torch.no_grad", "torch.inference_mode", "torch.enable_grad", "torch.set_grad_enabled"],
  find(reference, context) {
    const inside = differentiated(reference);
    return {
      at: reference.call ?? reference.node,
      verdict: inside ? "manual" : "needless",
      effect: inside ? "silent" : "none",
      name: reference.name,
      message: inside
        ? "Inside a differentiated function MindSpore needs ops.stop_gradient around what must have no gradient."
        : "Not needed: MindSpore records nothing for gradients unless a function is differentiated.",
      mend: () =>
        inside ? { refused: "Wrap what must have no gradient in ops.stop_gradient." } : mend(reference, context),
    };
  },
});

/** Whether the place belongs to a layer's own computation, which a training step differentiates. */
const differentiated = ({ place, use }: Reference): boolean =>
  use !== "decorator" &&
  place.class !== undefined &&
  place.function?.name !== "__init__" &&
  layerFamily({ is: "class", name: "", definition: place.class }) !== undefined;

function mend(reference: Reference, context: Context): Mend | Refusal {
  const { statement, place } = reference;
  if (statement.kind === "with") return unwrap(statement, reference, context);
  const decorated = decoratedBy(reference, context);
  if (decorated) return { edits: [decorated], forms: ["no-grad:decorator"] };
  const edits = dropStatement(reference, context);
  if (edits) return { edits, forms: ["no-grad:statement"] };
  return {
    refused: place.function ? "It is kept in a variable or passed on: take it out by hand." : "Take it out by hand.",
  };
}

/** The edit that removes `@torch.no_grad()` from above a function. */
function decoratedBy(reference: Reference, { text, model }: Context): Edit | undefined {
  const at = reference.call ?? reference.node;
  const start = lineStart(text, at.start);
  if (!/^[ \t]*@[ \t]*$/.test(text.slice(start, at.start))) return undefined;
  const comment = /^[ \t]*#/.test(text.slice(at.end, afterLine(text, at.end)));
  if (!isDecorator(model.module, at)) return undefined;
  const indent = text.slice(start, at.start).replace("@", "").trimEnd();
  return comment
    ? { start: start + indent.length, end: text.indexOf("#", at.end), text: "" }
    : { start, end: afterLine(text, at.end), text: "" };
}

function isDecorator(module: Module, decorator: Expression): boolean {
  let found = false;
  walkStatements(module.body, (statement) => {
    if (statement.kind === "function" && statement.decorators.includes(decorator)) found = true;
  });
  return found;
}

/** `with torch.no_grad():` goes and its body moves out; other context managers of the same `with` stay. */
function unwrap(node: With, reference: Reference, context: Context): Mend | Refusal {
  const { text } = context;
  const at = reference.call ?? reference.node;
  const index = node.items.findIndex((item) => item.context === at);
  if (index < 0) return { refused: "It is chosen by an expression: take it out by hand." };
  if (node.items.length > 1) {
    const next = node.items[index + 1];
    const previous = node.items[index - 1];
    const edit = next
      ? { start: node.items[index].start, end: next.start, text: "" }
      : { start: previous.end, end: node.items[index].end, text: "" };
    return { edits: [edit], forms: ["no-grad:with"] };
  }
  if (node.items[index].target) return { refused: "The context is kept under a name: take it out by hand." };
  const edits = dedent(node, context);
  const broken = text.slice(node.items[0].context.end, node.body.start).includes("\\");
  return broken
    ? { refused: "The line is continued by a backslash: take it out by hand." }
    : { edits, forms: ["no-grad:with"] };
}

/** Removes the header of a block and moves its lines to the left; lines inside strings keep their place. */
function dedent(node: With, { text }: Context): Edit[] {
  const header = text.slice(node.items[0].context.end, node.body.start);
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
