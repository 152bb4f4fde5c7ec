import { isToken, kindNames, kindOf } from "./kinds.ts";
import { lowerAnnotation, lowerTypeArguments } from "./lower-annotations.ts";
import { lowerArguments } from "./lower-arguments.ts";
import { lowerComprehension } from "./lower-comprehensions.ts";
import { lowerParameters } from "./lower-parameters.ts";
import { lowerString } from "./lower-strings.ts";
import { type Lower, type Lowering, table } from "./lowering.ts";
import type { Constant, Dictionary, Expression, Sequence, Slice, Unary } from "./nodes.ts";

const argumentList = kindOf("argument_list");
const pair = kindOf("pair");
const lambdaParameters = kindOf("lambda_parameters");
const colon = kindOf(":");

/** What makes each kind of expression. */
export const expressions: readonly (Lower<Expression> | undefined)[] = table<Expression>({
  identifier: (from, node) => from.name(from.starts[node], from.source(node)),
  integer: number,
  float: number,
  none: constant("None"),
  true: constant("True"),
  false: constant("False"),
  ellipsis: constant("..."),
  string: lowerString,
  concatenated_string: lowerString,
  attribute,
  member_type: attribute,
  call,
  subscript,
  generic_type: subscript,
  slice,
  parenthesized_expression: parenthesised,
  tuple: sequence("tuple"),
  tuple_pattern: tuplePattern,
  expression_list: sequence("tuple"),
  pattern_list: sequence("tuple"),
  list: sequence("list"),
  list_pattern: sequence("list"),
  set: sequence("set"),
  dictionary,
  unary_operator: unary,
  not_operator: unary,
  binary_operator: binary,
  boolean_operator: binary,
  union_type: binary,
  comparison_operator: comparison,
  conditional_expression: conditional,
  named_expression: walrus,
  lambda,
  list_comprehension: lowerComprehension("list"),
  set_comprehension: lowerComprehension("set"),
  dictionary_comprehension: lowerComprehension("dictionary"),
  generator_expression: lowerComprehension("generator"),
  list_splat: starred,
  list_splat_pattern: starred,
  splat_type: starred,
  await: awaited,
  yield: yielded,
  type: lowerAnnotation,
  as_pattern_target: inner,
  constrained_type: (from, node) => from.unknown(node),
});

function number(from: Lowering, node: number): Expression {
  return from.own({ kind: "number", start: from.starts[node], end: from.ends[node], text: from.source(node) });
}

function constant(value: Constant["value"]): Lower<Expression> {
  return (from, node) => from.own({ kind: "constant", start: from.starts[node], end: from.ends[node], value });
}

function inner(from: Lowering, node: number): Expression {
  return from.operand(node, 0);
}

function parenthesised(from: Lowering, node: number): Expression {
  const expression = inner(from, node);
  expression.start = from.starts[node];
  expression.end = from.ends[node];
  return expression;
}

/** `for (a) in b` has a pattern of one item that is no tuple. */
function tuplePattern(from: Lowering, node: number): Expression {
  const operands = from.operands(node);
  const isTuple = operands.length !== 1 || from.text.slice(from.ends[operands[0]], from.ends[node]).includes(",");
  return isTuple ? sequence("tuple")(from, node) : parenthesised(from, node);
}

function sequence(kind: Sequence["kind"]): Lower<Sequence> {
  return (from, node) => from.own({ kind, start: from.starts[node], end: from.ends[node], items: from.items(node) });
}

function attribute(from: Lowering, node: number): Expression {
  const object = node + 1;
  const name = object < from.next[node] ? from.next[object] : object;
  if (name >= from.next[node]) return from.unknown(node);
  const value = from.expression(object);
  const of = behindStar(from, value);
  return restarred(
    value,
    of,
    from.attribute(of, from.source(name), from.starts[name], of.start, from.ends[node]),
    from,
  );
}

/** Among other items `*a.b` is read as `(*a).b`: what the star is taken for, in whose place it is for the whole. */
const behindStar = (from: Lowering, value: Expression): Expression =>
  value.kind === "starred" && from.text[value.start] === "*" ? value.value : value;

/** What is made of a value, behind the star that was taken for its own. */
const restarred = (value: Expression, of: Expression, made: Expression, from: Lowering): Expression =>
  value === of ? made : from.own({ kind: "starred", start: value.start, end: made.end, value: made });

function call(from: Lowering, node: number): Expression {
  const callee = node + 1;
  const list = callee < from.next[node] ? from.next[callee] : callee;
  const open = from.starts[list];
  if (list >= from.next[node] || from.text[open] !== "(") return from.unknown(node);
  const value = from.expression(callee);
  const of = behindStar(from, value);
  const isGenerator = from.kinds[list] !== argumentList;
  const given = isGenerator ? [bareGenerator(from, list)] : lowerArguments(from, list);
  lowerTypeArguments(from, of, given);
  const closes =
    from.text[from.ends[list] - 1] === ")" && (isGenerator || (given.at(-1)?.end ?? open) < from.ends[list]);
  const close = closes ? from.ends[list] - 1 : from.ends[node];
  const [start, end] = [of.start, from.ends[node]];
  return restarred(
    value,
    of,
    from.own({ kind: "call", start, end, function: of, arguments: given, open, close }),
    from,
  );
}

function bareGenerator(from: Lowering, node: number) {
  return from.own({
    form: "positional" as const,
    start: from.starts[node],
    end: from.ends[node],
    name: undefined,
    value: from.expression(node),
  });
}

function subscript(from: Lowering, node: number): Expression {
  const value = inner(from, node);
  const of = behindStar(from, value);
  const parameters = from.child(node, kindOf("type_parameter"));
  const items = parameters < 0 ? from.items(node, 1) : from.items(parameters);
  if (items.length === 0) items.push(from.missing(node, from.ends[node] - 1));
  const made = from.own({ kind: "subscript" as const, start: of.start, end: from.ends[node], value: of, items });
  return restarred(value, of, made, from);
}

function slice(from: Lowering, node: number): Expression {
  const made: Slice = {
    kind: "slice",
    start: from.starts[node],
    end: from.ends[node],
    lower: undefined,
    upper: undefined,
    step: undefined,
  };
  const bounds = ["lower", "upper", "step"] as const;
  let bound = 0;
  for (let child = node + 1; child < from.next[node]; child = from.next[child]) {
    if (from.kinds[child] === colon) bound++;
    else if (bound < bounds.length) made[bounds[bound]] = from.expression(child);
  }
  return from.own(made);
}

function dictionary(from: Lowering, node: number): Expression {
  const entries: Dictionary["entries"] = from.operands(node).map((entry) => {
    if (from.kinds[entry] !== pair) return { key: undefined, value: from.operand(entry, 0) };
    return { key: from.operand(entry, 0), value: from.operand(entry, 1) };
  });
  return from.own({ kind: "dictionary", start: from.starts[node], end: from.ends[node], entries });
}

/** The operators between the operands of a node. */
function operators(from: Lowering, node: number): string[] {
  const found: string[] = [];
  for (let child = node + 1; child < from.next[node]; child = from.next[child]) {
    if (isToken(from.kinds[child])) found.push(kindNames[from.kinds[child]]);
  }
  return found;
}

function unary(from: Lowering, node: number): Expression {
  const operator = (operators(from, node)[0] ?? "not") as Unary["operator"];
  return from.own({
    kind: "unary",
    start: from.starts[node],
    end: from.ends[node],
    operator,
    operand: inner(from, node),
  });
}

function binary(from: Lowering, node: number): Expression {
  const left = from.operand(node, 0);
  const right = from.operand(node, 1);
  return from.own({
    kind: "binary",
    start: from.starts[node],
    end: from.ends[node],
    operator: operators(from, node)[0] ?? "",
    left,
    right,
  });
}

function comparison(from: Lowering, node: number): Expression {
  const operands = from.operands(node).map((operand) => from.expression(operand));
  return from.own({
    kind: "compare",
    start: from.starts[node],
    end: from.ends[node],
    operators: operators(from, node),
    operands,
  });
}

function conditional(from: Lowering, node: number): Expression {
  const body = from.operand(node, 0);
  const test = from.operand(node, 1);
  const otherwise = from.operand(node, 2);
  return from.own({ kind: "conditional", start: from.starts[node], end: from.ends[node], test, body, otherwise });
}

function walrus(from: Lowering, node: number): Expression {
  const [name, value] = from.operands(node);
  if (value === undefined) return from.unknown(node);
  const target = from.name(from.starts[name], from.source(name));
  return from.own({
    kind: "walrus",
    start: from.starts[node],
    end: from.ends[node],
    target,
    value: from.expression(value),
  });
}

function lambda(from: Lowering, node: number): Expression {
  const list = from.child(node, lambdaParameters);
  const parameters = list < 0 ? [] : lowerParameters(from, list);
  const body = from.operand(node, list < 0 ? 0 : 1);
  return from.own({ kind: "lambda", start: from.starts[node], end: from.ends[node], parameters, body });
}

function starred(from: Lowering, node: number): Expression {
  return from.own({ kind: "starred", start: from.starts[node], end: from.ends[node], value: inner(from, node) });
}

function awaited(from: Lowering, node: number): Expression {
  return from.own({ kind: "await", start: from.starts[node], end: from.ends[node], value: inner(from, node) });
}

function yielded(from: Lowering, node: number): Expression {
  const [start, end, value] = [from.starts[node], from.ends[node], from.given(node, 0)];
  const delegates = /^yield\s+from\b/.test(from.source(node));
  return from.own({ kind: "yield", start, end, value, ...(delegates && { delegates }) });
}
