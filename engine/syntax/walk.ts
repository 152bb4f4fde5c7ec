import type { Argument, Block, Expression, Module, Parameter, Span, Statement } from "./nodes.ts";

type Node = Expression | Statement;

/** The expressions and statements directly inside a node or a suite, in order of their place in the text. */
export function children(node: Node | Block | Module): readonly Node[] {
  if (!("kind" in node)) return node.statements;
  switch (node.kind) {
    case "module":
      return node.body.statements;
    case "name":
    case "number":
    case "constant":
    case "pass":
    case "break":
    case "continue":
    case "global":
    case "nonlocal":
    case "import":
    case "import-from":
      return [];
    case "attribute":
    case "starred":
    case "await":
    case "expression":
      return [node.value];
    case "call":
      return [node.function, ...values(node.arguments)];
    case "subscript":
      return [node.value, ...node.items];
    case "slice":
      return present(node.lower, node.upper, node.step);
    case "tuple":
    case "list":
    case "set":
      return node.items;
    case "dictionary":
      return node.entries.flatMap((entry) => present(entry.key, entry.value));
    case "string":
      return node.quoted ? [...node.interpolations, ...node.quoted] : node.interpolations;
    case "unary":
      return [node.operand];
    case "binary":
      return [node.left, node.right];
    case "compare":
      return node.operands;
    case "conditional":
      return [node.body, node.test, node.otherwise];
    case "lambda":
      return [...declared(node.parameters), node.body];
    case "comprehension":
      return [
        ...node.elements,
        ...node.clauses.flatMap((clause) => [clause.target, clause.iterable, ...clause.conditions]),
      ];
    case "walrus":
      return [node.target, node.value];
    case "yield":
    case "return":
      return present(node.value);
    case "unknown":
    case "broken":
      return node.parts;
    case "assign":
      return [...node.targets, ...present(node.annotation, node.value)];
    case "augmented":
      return [node.target, node.value];
    case "delete":
      return node.targets;
    case "raise":
    case "assert":
      return node.values;
    case "if":
      return [...node.branches.flatMap((branch) => [branch.test, ...branch.body.statements]), ...suite(node.otherwise)];
    case "for":
      return [node.target, node.iterable, ...node.body.statements, ...suite(node.otherwise)];
    case "while":
      return [node.test, ...node.body.statements, ...suite(node.otherwise)];
    case "with":
      return [...node.items.flatMap((item) => present(item.context, item.target)), ...node.body.statements];
    case "try":
      return [
        ...node.body.statements,
        ...node.handlers.flatMap((handler) => [...present(handler.type), ...handler.body.statements]),
        ...suite(node.otherwise),
        ...suite(node.finally),
      ];
    case "match":
      return [
        node.subject,
        ...node.cases.flatMap((part) => [...part.values, ...present(part.guard), ...part.body.statements]),
      ];
    case "function":
      return [
        ...node.decorators,
        ...(node.typeParameters ?? []),
        ...declared(node.parameters),
        ...present(node.returns),
        ...node.body.statements,
      ];
    case "class":
      return [...node.decorators, ...(node.typeParameters ?? []), ...values(node.bases), ...node.body.statements];
  }
}

function present(...expressions: (Expression | undefined)[]): Expression[] {
  return expressions.filter((expression) => expression !== undefined);
}

function values(given: readonly Argument[]): Expression[] {
  return given.map((argument) => argument.value);
}

function declared(parameters: readonly Parameter[]): Expression[] {
  return parameters.flatMap((parameter) => present(parameter.annotation, parameter.default));
}

function suite(block: Block | undefined): readonly Statement[] {
  return block?.statements ?? [];
}

const statementKinds: ReadonlySet<string> = new Set([
  ...["expression", "assign", "augmented", "return", "delete", "raise", "assert", "pass", "break", "continue"],
  ...["global", "nonlocal", "import", "import-from", "if", "for", "while", "with", "try", "match"],
  ...["function", "class", "broken"],
]);

/** Whether a node stands by itself in a suite. */
export function isStatement(node: Node): node is Statement {
  return statementKinds.has(node.kind);
}

/** Visits every expression inside a node and the node itself if it is one, outermost first. */
export function walkExpressions(node: Node | Block | Module, visit: (expression: Expression) => void): void {
  if ("kind" in node && node.kind !== "module" && !isStatement(node)) visit(node);
  for (const child of children(node)) walkExpressions(child, visit);
}

/** The suites of a statement, in order. */
export function suites(statement: Statement): readonly Block[] {
  switch (statement.kind) {
    case "if":
      return [...statement.branches.map((branch) => branch.body), ...optional(statement.otherwise)];
    case "for":
    case "while":
      return [statement.body, ...optional(statement.otherwise)];
    case "try":
      return [
        statement.body,
        ...statement.handlers.map((handler) => handler.body),
        ...optional(statement.otherwise),
        ...optional(statement.finally),
      ];
    case "match":
      return statement.cases.map((part) => part.body);
    case "with":
    case "function":
    case "class":
      return [statement.body];
    default:
      return [];
  }
}

function optional(block: Block | undefined): Block[] {
  return block === undefined ? [] : [block];
}

/** Whether a suite always leaves its function or loop, so that nothing it binds is seen behind it. */
export function leaves(block: Block | undefined): boolean {
  const last = block?.statements.at(-1);
  return last !== undefined && /^(return|raise|break|continue)$/.test(last.kind);
}

/** Visits every statement of a suite and of the suites inside it, outermost first, with the suite it stands in. */
export function walkStatements(block: Block, visit: (statement: Statement, block: Block) => void): void {
  for (const statement of block.statements) {
    visit(statement, block);
    for (const inner of suites(statement)) walkStatements(inner, visit);
  }
}

/** The source of a span, parentheses included. */
export function text(file: { readonly text: string }, span: Span): string {
  return file.text.slice(span.start, span.end);
}

/** Whether an expression is nothing but this name. */
export function isSimpleName(expression: Expression | undefined, id: string): boolean {
  return expression?.kind === "name" && expression.id === id;
}

/** `a.b.c` of a name or a chain of attributes of a name; nothing for any other expression. */
export function dottedName(expression: Expression): string | undefined {
  const names: string[] = [];
  let inner = expression;
  while (inner.kind === "attribute") {
    names.push(inner.name);
    inner = inner.value;
  }
  return inner.kind === "name" ? [inner.id, ...names.reverse()].join(".") : undefined;
}
