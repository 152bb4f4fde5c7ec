import { kindOf } from "./kinds.ts";
import { LateFunction } from "./late-function.ts";
import { lowerArguments } from "./lower-arguments.ts";
import { lowerParameters } from "./lower-parameters.ts";
import type { Lowering } from "./lowering.ts";
import type { ClassDefinition, Expression, FunctionDefinition, Statement } from "./nodes.ts";

const block = kindOf("block");
const identifier = kindOf("identifier");
const parameterList = kindOf("parameters");
const argumentList = kindOf("argument_list");
const type = kindOf("type");
const colon = kindOf(":");
const typeParameter = kindOf("type_parameter");
const decorator = kindOf("decorator");
const definitions = { function: kindOf("function_definition"), class: kindOf("class_definition") };

/** `def f(a) -> b: …` */
export function functionDefinition(from: Lowering, node: number): FunctionDefinition {
  return lowerFunction(from, node, from.starts[node], []);
}

/** `class C(B): …` */
export function classDefinition(from: Lowering, node: number): ClassDefinition {
  return lowerClass(from, node, from.starts[node], []);
}

/** `@decorator` lines and what they decorate. */
export function decoratedDefinition(from: Lowering, node: number): Statement {
  const decorators: Expression[] = [];
  for (const child of from.operands(node)) {
    if (from.kinds[child] === decorator) decorators.push(from.operand(child, 0));
    if (from.kinds[child] === definitions.function) return lowerFunction(from, child, from.starts[node], decorators);
    if (from.kinds[child] === definitions.class) return lowerClass(from, child, from.starts[node], decorators);
  }
  return from.broken(node);
}

function lowerFunction(from: Lowering, node: number, start: number, decorators: Expression[]): FunctionDefinition {
  const list = from.child(node, parameterList);
  const returned = from.child(node, type);
  const parameters = list < 0 ? [] : lowerParameters(from, list);
  const returns = returned < 0 ? undefined : from.expression(returned);
  const isAsync = from.text.startsWith("async", from.starts[node]) || undefined;
  const head = { start, end: from.ends[node], ...header(from, node), parameters, returns, decorators, isAsync };
  const suite = from.child(node, block);
  const late = from.late(node, suite);
  if (late) return new LateFunction(head, late);
  return from.own({ kind: "function", ...head, body: from.suite(node, suite) });
}

function lowerClass(from: Lowering, node: number, start: number, decorators: Expression[]): ClassDefinition {
  const list = from.child(node, argumentList);
  const bases = list < 0 ? [] : lowerArguments(from, list);
  const head = header(from, node);
  const body = from.suite(node, from.child(node, block));
  return from.own({ kind: "class", start, end: from.ends[node], ...head, bases, decorators, body });
}

function header(from: Lowering, node: number) {
  const name = from.child(node, identifier);
  const headStart = from.starts[node];
  const opening = from.child(node, colon);
  const parameters = from.child(node, typeParameter);
  return {
    name: name < 0 ? "" : from.source(name),
    nameStart: name < 0 ? headStart : from.starts[name],
    typeParameters: parameters < 0 ? undefined : from.items(parameters),
    headStart,
    headEnd: opening < 0 ? from.ends[node] : from.ends[opening],
  };
}
