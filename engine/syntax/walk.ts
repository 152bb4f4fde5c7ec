import type { Argument, Block, Call, Expression, Module, Parameter, Span, Statement } from "./nodes.ts";

type Node = Expression | Statement;

/** The expressions and statements directly inside a node or a suite, in order of their place in the text. */
export function children(node: Node | Block | Module): readonly Node[] {
  const found: Node[] = [];
  forEachChild(node, (child) => {
    found.push(child);
  });
  return found;
}

type Visit<Child> = (child: Child) => void;

/**
 * Visits the expressions and statements directly inside a node or a suite, in order of their place in the text; the
 * statements otherwise than the expressions if so wished.
 */
export function forEachChild(node: Expression, visit: Visit<Expression>): void;
export function forEachChild(node: Node | Block | Module, visit: Visit<Node>): void;
export function forEachChild(node: Node | Block | Module, visit: Visit<Expression>, enter: Visit<Statement>): void;
export function forEachChild(
  node: Node | Block | Module,
  visit: Visit<Expression>,
  enter: Visit<Statement> = visit as Visit<Node>,
): void {
  if (!("kind" in node)) return all(node.statements, enter);
  // The most frequent first: each is compared in turn.
  switch (node.kind) {
    case "name":
    case "number":
    case "constant":
      return;
    case "attribute":
    case "expression":
      return visit(node.value);
    case "call":
      visit(node.function);
      return values(node.arguments, visit);
    case "assign":
      all(node.targets, visit);
      all(node.typeParameters, visit);
      one(node.annotation, visit);
      return one(node.value, visit);
    case "subscript":
      visit(node.value);
      return all(node.items, visit);
    case "slice":
      one(node.lower, visit);
      one(node.upper, visit);
      return one(node.step, visit);
    case "tuple":
    case "list":
    case "set":
      return all(node.items, visit);
    case "dictionary":
      for (const entry of node.entries) {
        one(entry.key, visit);
        one(entry.value, visit);
      }
      return;
    case "string":
      all(node.interpolations, visit);
      return all(node.quoted, visit);
    case "unary":
      return visit(node.operand);
    case "binary":
      visit(node.left);
      return visit(node.right);
    case "compare":
      return all(node.operands, visit);
    case "conditional":
      visit(node.body);
      visit(node.test);
      return visit(node.otherwise);
    case "lambda":
      declared(node.parameters, visit);
      return visit(node.body);
    case "comprehension":
      all(node.elements, visit);
      for (const clause of node.clauses) {
        visit(clause.target);
        visit(clause.iterable);
        all(clause.conditions, visit);
      }
      return;
    case "walrus":
      visit(node.target);
      return visit(node.value);
    case "yield":
    case "return":
      return one(node.value, visit);
    case "unknown":
      return all(node.parts, visit);
    case "broken":
      for (const part of node.parts) isStatement(part) ? enter(part) : visit(part);
      return;
    case "augmented":
      visit(node.target);
      return visit(node.value);
    case "delete":
      return all(node.targets, visit);
    case "raise":
    case "assert":
      return all(node.values, visit);
    case "if":
      for (const branch of node.branches) {
        visit(branch.test);
        all(branch.body.statements, enter);
      }
      return all(node.otherwise?.statements, enter);
    case "for":
      visit(node.target);
      visit(node.iterable);
      all(node.body.statements, enter);
      return all(node.otherwise?.statements, enter);
    case "while":
      visit(node.test);
      all(node.body.statements, enter);
      return all(node.otherwise?.statements, enter);
    case "with":
      for (const item of node.items) {
        one(item.context, visit);
        one(item.target, visit);
      }
      return all(node.body.statements, enter);
    case "try":
      all(node.body.statements, enter);
      for (const handler of node.handlers) {
        one(handler.type, visit);
        all(handler.body.statements, enter);
      }
      all(node.otherwise?.statements, enter);
      return all(node.finally?.statements, enter);
    case "match":
      visit(node.subject);
      for (const part of node.cases) {
        all(part.values, visit);
        one(part.guard, visit);
        all(part.body.statements, enter);
      }
      return;
    case "function":
      all(node.decorators, visit);
      all(node.typeParameters, visit);
      declared(node.parameters, visit);
      one(node.returns, visit);
      return all(node.body.statements, enter);
    case "class":
      all(node.decorators, visit);
      all(node.typeParameters, visit);
      values(node.bases, visit);
      return all(node.body.statements, enter);
    case "module":
      return all(node.body.statements, enter);
    case "starred":
    case "await":
      return visit(node.value);
    case "pass":
    case "break":
    case "continue":
    case "global":
    case "nonlocal":
    case "import":
    case "import-from":
      return;
  }
}

function one(node: Expression | undefined, visit: Visit<Expression>): void {
  if (node) visit(node);
}

function all<Child extends Node>(nodes: readonly Child[] | undefined, visit: Visit<Child>): void {
  if (nodes) for (let i = 0; i < nodes.length; i++) visit(nodes[i]);
}

function values(given: readonly Argument[], visit: Visit<Expression>): void {
  for (let i = 0; i < given.length; i++) visit(given[i].value);
}

function declared(parameters: readonly Parameter[], visit: Visit<Expression>): void {
  for (const parameter of parameters) {
    one(parameter.annotation, visit);
    one(parameter.default, visit);
  }
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
  const within = (expression: Expression): void => {
    visit(expression);
    if (expression.kind !== "name") forEachChild(expression, within);
  };
  const enter = (statement: Statement): void => forEachChild(statement, within, enter);
  if ("kind" in node && node.kind !== "module" && !isStatement(node)) within(node);
  else forEachChild(node, within, enter);
}

/** What a statement assigns to, in place or anew. */
export const targetsOf = (statement: Statement): readonly Expression[] =>
  statement.kind === "assign" ? statement.targets : statement.kind === "augmented" ? [statement.target] : [];

/** The suites of a statement, in order. */
export function suites(statement: Statement): readonly Block[] {
  switch (statement.kind) {
    case "if":
      return and(statement.branches.map(bodyOf), statement.otherwise);
    case "for":
    case "while":
      return and([statement.body], statement.otherwise);
    case "try":
      return and(and([statement.body, ...statement.handlers.map(bodyOf)], statement.otherwise), statement.finally);
    case "match":
      return statement.cases.map(bodyOf);
    case "with":
    case "function":
    case "class":
      return [statement.body];
    default:
      return NO_SUITES;
  }
}

const NO_SUITES: readonly Block[] = [];

const bodyOf = ({ body }: { readonly body: Block }): Block => body;

/** Suites with one more, where there is one. */
function and(suites: Block[], last: Block | undefined): Block[] {
  if (last) suites.push(last);
  return suites;
}

/** Whether a suite always leaves its function or loop, so that nothing it binds is seen behind it. */
export function leaves(block: Block | undefined): boolean {
  const last = block?.statements.at(-1);
  return last !== undefined && LEAVING.has(last.kind);
}

const LEAVING: ReadonlySet<string> = new Set(["return", "raise", "break", "continue"]);

/** A suite of one statement. */
export const blockOf = (statement: Statement): Block => ({
  start: statement.start,
  end: statement.end,
  statements: [statement],
});

/** Visits every statement of a suite and of the suites inside it, outermost first, with the suite it stands in. */
export function walkStatements(block: Block, visit: (statement: Statement, block: Block) => void): void {
  block.statements.forEach((statement) => {
    visit(statement, block);
    suites(statement).forEach((inner) => {
      walkStatements(inner, visit);
    });
  });
}

/** The source of a span, parentheses included. */
export function text(file: { readonly text: string }, span: Span): string {
  return file.text.slice(span.start, span.end);
}

/** Whether an expression is nothing but this name. */
export function isSimpleName(expression: Expression | undefined, id: string): boolean {
  return expression?.kind === "name" && expression.id === id;
}

/** Where a call itself ends: parentheses around it are part of its span. */
export const callEnd = ({ close, end }: Call): number => Math.min(close + 1, end);

/** What a name or an attribute is called: `c` of `c` and of `a.b.c`. */
export const lastName = (expression: Expression): string | undefined =>
  expression.kind === "name" ? expression.id : expression.kind === "attribute" ? expression.name : undefined;

/** `a.b.c` of a name or a chain of attributes of a name; nothing for any other expression. */
export function dottedName(expression: Expression): string | undefined {
  if (expression.kind === "name") return expression.id;
  if (expression.kind !== "attribute") return undefined;
  const of = dottedName(expression.value);
  return of === undefined ? undefined : `${of}.${expression.name}`;
}
