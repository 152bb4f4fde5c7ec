import { localNames } from "../semantics/bindings.ts";
import type { Comprehension, Expression, FunctionDefinition, Lambda, Name, Statement } from "../syntax/nodes.ts";
import { forEachChild, isStatement, walkExpressions } from "../syntax/walk.ts";

type Node = Expression | Statement;

/**
 * Visits the names in a node that stand for what is bound around it: not the variables of its comprehensions, nor the
 * parameters and variables of its lambdas and functions. `skips` tells what is not entered.
 */
export function walkFreeNames(root: Node, visit: (name: Name) => void, skips: (node: Expression) => boolean): void {
  const look = (node: Node, own: ReadonlySet<string>): void => {
    if (!isStatement(node) && skips(node)) return;
    if (node.kind === "name" && !own.has(node.id)) visit(node);
    const inner = ownNames(node, own);
    const outer = inner === own ? NONE : outside(node);
    forEachChild(node, (child) => look(child, outer.has(child) ? own : inner));
  };
  look(root, NOTHING);
}

const NOTHING: ReadonlySet<string> = new Set();
const NONE: ReadonlySet<Node> = new Set();

/** The names that belong to a node and what is around it, where it is a scope. */
function ownNames(node: Node, around: ReadonlySet<string>): ReadonlySet<string> {
  if (node.kind === "comprehension") return new Set([...around, ...variablesOf(node)]);
  if (node.kind === "lambda") return new Set([...around, ...node.parameters.map(({ name }) => name)]);
  if (node.kind !== "function") return around;
  return new Set([...around, ...node.parameters.map(({ name }) => name), ...localNames(node)]);
}

function variablesOf({ clauses }: Comprehension): string[] {
  const names: string[] = [];
  for (const { target } of clauses) walkExpressions(target, (node) => node.kind === "name" && names.push(node.id));
  return names;
}

/** The children of a scope that Python evaluates outside of it: the first iterable, defaults, decorators. */
function outside(node: Node): ReadonlySet<Node> {
  if (node.kind === "comprehension") return new Set([node.clauses[0].iterable]);
  const { parameters } = node as Lambda | FunctionDefinition;
  const heads = node.kind === "function" ? [...node.decorators, node.returns] : [];
  const declared = parameters.flatMap((parameter) => [parameter.annotation, parameter.default]);
  return new Set([...heads, ...declared].filter((one) => one !== undefined));
}
