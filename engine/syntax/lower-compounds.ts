import { kindOf } from "./kinds.ts";
import { classDefinition, decoratedDefinition, functionDefinition } from "./lower-definitions.ts";
import { lowerMatch } from "./lower-match.ts";
import type { Lower, Lowering } from "./lowering.ts";
import type { Block, Expression, If, Name, Statement, Try, With } from "./nodes.ts";

const block = kindOf("block");
const elifClause = kindOf("elif_clause");
const elseClause = kindOf("else_clause");
const exceptClause = kindOf("except_clause");
const finallyClause = kindOf("finally_clause");
const withClause = kindOf("with_clause");
const parenthesised = kindOf("parenthesized_expression");
const asPattern = kindOf("as_pattern");

/** What makes statements that hold suites. */
export const compoundStatements: Record<string, Lower<Statement>> = {
  if_statement: conditional,
  for_statement: loop,
  while_statement: whileLoop,
  with_statement: withStatement,
  try_statement: tryStatement,
  match_statement: lowerMatch,
  function_definition: functionDefinition,
  class_definition: classDefinition,
  decorated_definition: decoratedDefinition,
};

function body(from: Lowering, node: number): Block {
  return from.suite(node, from.child(node, block));
}

function otherwise(from: Lowering, node: number): Block | undefined {
  const clause = from.child(node, elseClause);
  return clause < 0 ? undefined : body(from, clause);
}

function branch(from: Lowering, node: number): If["branches"][number] {
  const test = header(from, node, 0);
  return { test, body: body(from, node) };
}

/** An operand of a compound statement; suites do not count. */
function header(from: Lowering, node: number, index: number): Expression {
  let left = index;
  for (let child = node + 1; child < from.next[node]; child = from.next[child])
    if (from.isExpression(child) && left-- === 0) return from.expression(child);
  // The end of the statement is that of its suite, which moves by itself.
  return from.missing(node, from.starts[node]);
}

function conditional(from: Lowering, node: number): If {
  const [start, end] = [from.starts[node], from.ends[node]];
  const branches = [branch(from, node)];
  for (const operand of from.operands(node))
    if (from.kinds[operand] === elifClause) branches.push(branch(from, operand));
  return from.own({ kind: "if", start, end, branches, otherwise: otherwise(from, node) });
}

function loop(from: Lowering, node: number): Statement {
  const [start, end] = [from.starts[node], from.ends[node]];
  const target = header(from, node, 0);
  const iterable = header(from, node, 1);
  const statements = body(from, node);
  return from.own({ kind: "for", start, end, target, iterable, body: statements, otherwise: otherwise(from, node) });
}

function whileLoop(from: Lowering, node: number): Statement {
  const [start, end] = [from.starts[node], from.ends[node]];
  const { test, body: statements } = branch(from, node);
  return from.own({ kind: "while", start, end, test, body: statements, otherwise: otherwise(from, node) });
}

function withStatement(from: Lowering, node: number): With {
  const [start, end] = [from.starts[node], from.ends[node]];
  const clause = from.child(node, withClause);
  const items = clause < 0 ? [] : from.operands(clause).map((item) => withItem(from, item));
  return from.own({ kind: "with", start, end, items, body: body(from, node) });
}

/** `a as b`, which may stand in parentheses. */
function withItem(from: Lowering, node: number): With["items"][number] {
  const [start, end] = [from.starts[node], from.ends[node]];
  const value = from.kinds[node + 1] === parenthesised ? node + 2 : node + 1;
  if (value >= from.next[node] || from.kinds[value] !== asPattern) {
    return from.own({ start, end, context: header(from, node, 0), target: undefined });
  }
  const context = header(from, value, 0);
  return from.own({ start, end, context, target: header(from, value, 1) });
}

function tryStatement(from: Lowering, node: number): Try {
  const [start, end] = [from.starts[node], from.ends[node]];
  const statements = body(from, node);
  const handlers = from
    .operands(node)
    .filter((clause) => from.kinds[clause] === exceptClause)
    .map((clause) => handler(from, clause));
  const orElse = otherwise(from, node);
  const last = from.child(node, finallyClause);
  const cleanup = last < 0 ? undefined : body(from, last);
  return from.own({ kind: "try", start, end, body: statements, handlers, otherwise: orElse, finally: cleanup });
}

/** `except E as e`, and Python 2's `except E, e`. */
function handler(from: Lowering, node: number): Try["handlers"][number] {
  const values = from.operands(node).filter((operand) => from.kinds[operand] !== block);
  const [caught, alias] =
    values.length === 1 && from.kinds[values[0]] === asPattern ? from.operands(values[0]) : values;
  const type = caught === undefined ? undefined : from.expression(caught);
  const name = alias === undefined ? undefined : (from.expression(alias) as Name).id;
  return { type, name, body: body(from, node) };
}
