import type { Lowering } from "./lowering.ts";
import type { Argument, Expression, StringLiteral, Subscript } from "./nodes.ts";

/** An annotation; what strings in it quote is read as well. */
export function lowerAnnotation(from: Lowering, node: number): Expression {
  const expression = from.operand(node, 0);
  readQuoted(from, expression);
  return expression;
}

/** The arguments of `cast` and `TypeVar` that are types. */
export function lowerTypeArguments(from: Lowering, callee: Expression, given: readonly Argument[]): void {
  const name = callee.kind === "attribute" ? callee.name : callee.kind === "name" ? callee.id : "";
  if (name === "cast") readTypes(from, given.slice(0, 1));
  if (name === "TypeVar") readTypes(from, given.slice(1));
}

function readTypes(from: Lowering, given: readonly Argument[]): void {
  for (const { value, name } of given) if (!name || /^(typ|bound|default)$/.test(name)) readQuoted(from, value);
}

function readQuoted(from: Lowering, node: Expression): void {
  if (node.kind === "string") node.quoted = namesIn(from, node);
  else if (node.kind === "subscript") readArguments(from, node);
  else if (node.kind === "tuple" || node.kind === "list") for (const item of node.items) readQuoted(from, item);
  else if (node.kind === "binary") for (const side of [node.left, node.right]) readQuoted(from, side);
}

/** What stands in `Literal[…]`, and in `Annotated[…]` after the first item, are values. */
function readArguments(from: Lowering, { value, items }: Subscript): void {
  const name = value.kind === "attribute" ? value.name : value.kind === "name" ? value.id : "";
  const types = name === "Literal" ? 0 : name === "Annotated" ? 1 : items.length;
  for (const item of items.slice(0, types)) readQuoted(from, item);
  for (const item of items.slice(types)) if (item.kind === "string") item.quoted = undefined;
}

const LITERAL = /^[rRuU]?("""|'''|"|')(.*)\1$/;
const INNER_STRING = /"[^"]*"|'[^']*'/g;
const TYPE = /^[\p{L}\p{N}_.,|*[\]() ]+$/u;
const WORDS = /[\p{L}\p{N}_] +[\p{L}\p{N}_]/u;
const DOTTED = /(?<![\p{L}\p{N}_.])[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*/gu;

/** The dotted names in a string that says a type; none where it says something else or is not written plainly. */
function namesIn(from: Lowering, { start, end, value }: StringLiteral): Expression[] {
  const match = LITERAL.exec(from.text.slice(start, end));
  if (!match || match[2] !== value) return [];
  const type = value.replace(INNER_STRING, (inner) => "1".repeat(inner.length));
  if (!TYPE.test(type) || WORDS.test(type)) return [];
  const contentStart = end - match[1].length - value.length;
  return [...type.matchAll(DOTTED)].flatMap(({ 0: name, index }) => from.dotted(name, contentStart + index) ?? []);
}
