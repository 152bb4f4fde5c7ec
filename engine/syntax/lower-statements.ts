import { isToken, kindNames, kindOf } from "./kinds.ts";
import { compoundStatements } from "./lower-compounds.ts";
import { lowerFutureImport, lowerImport, lowerImportFrom } from "./lower-imports.ts";
import { type Lower, type Lowering, table } from "./lowering.ts";
import type { Assign, Expression, Scope, SimpleStatement, Statement } from "./nodes.ts";

const assignment = kindOf("assignment");
const augmentedAssignment = kindOf("augmented_assignment");
const type = kindOf("type");
const expressionLists = new Set(["expression_list"].map(kindOf));

/** What makes each kind of statement. */
export const statements: readonly (Lower<Statement> | undefined)[] = table<Statement>({
  expression_statement: expressionStatement,
  return_statement: returns,
  delete_statement: (from, node) =>
    from.own({ kind: "delete", start: from.starts[node], end: from.ends[node], targets: spread(from, node) }),
  raise_statement: (from, node) =>
    from.own({ kind: "raise", start: from.starts[node], end: from.ends[node], values: spread(from, node) }),
  assert_statement: (from, node) =>
    from.own({ kind: "assert", start: from.starts[node], end: from.ends[node], values: from.items(node) }),
  pass_statement: simple("pass"),
  break_statement: simple("break"),
  continue_statement: simple("continue"),
  global_statement: scope("global"),
  nonlocal_statement: scope("nonlocal"),
  import_statement: lowerImport,
  import_from_statement: lowerImportFrom,
  future_import_statement: lowerFutureImport,
  type_alias_statement: typeAlias,
  ...compoundStatements,
});

function simple(kind: SimpleStatement["kind"]): Lower<SimpleStatement> {
  return (from, node) => from.own({ kind, start: from.starts[node], end: from.ends[node] });
}

function scope(kind: Scope["kind"]): Lower<Scope> {
  return (from, node) => {
    const names = from.operands(node).map((name) => from.source(name));
    return from.own({ kind, start: from.starts[node], end: from.ends[node], names });
  };
}

function expressionStatement(from: Lowering, node: number): Statement {
  const first = from.operandAt(node, 0);
  if (first < 0) return from.broken(node);
  if (from.kinds[first] === assignment) return assign(from, node, first);
  if (from.kinds[first] === augmentedAssignment) return augmented(from, node, first);
  const isTuple = from.operandAt(node, 1) >= 0 || from.ends[first] < from.ends[node];
  if (!isTuple)
    return from.own({
      kind: "expression",
      start: from.starts[node],
      end: from.ends[node],
      value: from.expression(first),
    });
  const value = from.own({
    kind: "tuple" as const,
    start: from.starts[node],
    end: from.ends[node],
    items: from.items(node),
  });
  return from.own({ kind: "expression", start: from.starts[node], end: from.ends[node], value });
}

/** `a = b = c` is an assignment whose value is an assignment. */
function assign(from: Lowering, node: number, outermost: number): Assign {
  const targets: Expression[] = [];
  let annotation: Expression | undefined;
  let value: Expression | undefined;
  for (let inner = outermost; value === undefined && inner >= 0; ) {
    const target = from.operandAt(inner, 0);
    const annotated = from.child(inner, type);
    const right = from.operandAt(inner, annotated < 0 ? 1 : 2);
    targets.push(target < 0 ? from.unknown(inner) : from.expression(target));
    if (annotated >= 0) annotation = from.expression(annotated);
    inner = right;
    if (right >= 0 && from.kinds[right] !== assignment) value = from.expression(right);
  }
  return from.own({ kind: "assign", start: from.starts[node], end: from.ends[node], targets, annotation, value });
}

function augmented(from: Lowering, node: number, inner: number): Statement {
  const target = from.operand(inner, 0);
  const value = from.operand(inner, 1);
  let token = inner + 1;
  while (token < from.next[inner] && !isToken(from.kinds[token])) token = from.next[token];
  const operator = token < from.next[inner] ? kindNames[from.kinds[token]] : "";
  return from.own({ kind: "augmented", start: from.starts[node], end: from.ends[node], target, operator, value });
}

function returns(from: Lowering, node: number): Statement {
  return from.own({ kind: "return", start: from.starts[node], end: from.ends[node], value: from.given(node, 0) });
}

/** `del a, b` deletes two targets, not a tuple. */
function spread(from: Lowering, node: number): Expression[] {
  return from.operands(node).flatMap((operand) => {
    return expressionLists.has(from.kinds[operand]) ? from.items(operand) : [from.expression(operand)];
  });
}

/** `type X[T] = list[T]` binds `X`. */
function typeAlias(from: Lowering, node: number): Statement {
  const left = from.operand(node, 0);
  const [target, typeParameters] = left.kind === "subscript" ? [left.value, left.items] : [left];
  const value = from.operand(node, 1);
  return from.own({
    kind: "assign",
    start: from.starts[node],
    end: from.ends[node],
    targets: [target],
    typeParameters,
    annotation: undefined,
    value,
  });
}
