import { showKind, type Typed } from "../../engine/semantics/kinds.ts";
import type { Expression, FunctionDefinition, Lambda, Module, Name, Statement } from "../../engine/syntax/nodes.ts";
import { children, isStatement, walkExpressions } from "../../engine/syntax/walk.ts";

type Node = Expression | Statement;
type Scope = FunctionDefinition | Lambda;

/** Longer chains of assignments are not followed. */
const DEEPEST = 12;

/** Says why expressions of one file have no kind: the first thing on the way to them that is not known. */
export class Reasons {
  private readonly module: Module;
  private readonly kindOf: (node: Expression) => Typed | undefined;

  constructor(module: Module, kindOf: (node: Expression) => Typed | undefined) {
    this.module = module;
    this.kindOf = kindOf;
  }

  /** "parameter", "result of Tensor.foo", "attribute bar of own Block". */
  of(node: Expression, deepest = DEEPEST): string {
    if (deepest === 0) return "long chain";
    const inside = (inner: Expression): string => this.of(inner, deepest - 1);
    const orOwner = (owner: Expression, reason: (kind: string) => string): string => {
      const known = this.kindOf(owner);
      return known ? reason(shown(known)) : inside(owner);
    };
    switch (node.kind) {
      case "name":
        return this.name(node, deepest);
      case "attribute":
        return orOwner(node.value, (kind) => `attribute ${node.name} of ${kind}`);
      case "call":
        return this.call(node.function, inside);
      case "subscript":
        return orOwner(node.value, (kind) => `item of ${kind}`);
      case "await":
      case "starred":
        return inside(node.value);
      case "unary":
        return inside(node.operand);
      case "binary":
      case "compare": {
        const operands = node.kind === "binary" ? [node.left, node.right] : node.operands;
        const unknown = operands.find((side) => !this.kindOf(side));
        return unknown ? inside(unknown) : node.kind;
      }
      case "conditional": {
        const unknown = [node.body, node.otherwise].find((side) => !this.kindOf(side));
        return unknown ? inside(unknown) : "one of two kinds";
      }
      default:
        return node.kind;
    }
  }

  private call(callee: Expression, inside: (inner: Expression) => string): string {
    const known = this.kindOf(callee);
    if (known?.kind.is === "method") return `result of ${shown(known.kind.receiver)}.${known.kind.name}`;
    if (known) return `result of ${shown(known)}`;
    if (callee.kind !== "attribute") return `result of ${inside(callee)}`;
    const owner = this.kindOf(callee.value);
    return owner ? `result of ${shown(owner)}.${callee.name}` : inside(callee.value);
  }

  private name(node: Name, deepest: number): string {
    for (const scope of this.scopesAround(node).reverse()) {
      const bound = scope.kind === "function" ? lastBinding(scope.body.statements, node) : undefined;
      if (bound) return this.bound(bound, node, deepest);
      const parameter = scope.parameters.find(({ name }) => name === node.id);
      if (parameter?.annotation) return `parameter with an annotation`;
      if (parameter) return parameter.default ? "parameter with a default" : "parameter";
    }
    const bound = lastBinding(this.module.body.statements, node);
    return bound ? this.bound(bound, node, deepest) : `name ${node.id}`;
  }

  private bound({ how, value }: Bound, node: Name, deepest: number): string {
    const known = value && this.kindOf(value);
    if (known) return `${how} ${node.id} of ${shown(known)}`;
    return value ? `${how === "name" ? "" : `${how} `}${this.of(value, deepest - 1)}` : how;
  }

  private scopesAround({ start, end }: Expression): Scope[] {
    const found: Scope[] = [];
    const visit = (node: Node): void => {
      if (node.start > start || node.end < end) return;
      if (node.kind === "function" || node.kind === "lambda") found.push(node);
      for (const child of children(node)) visit(child);
    };
    for (const statement of this.module.body.statements) visit(statement);
    return found;
  }
}

/** How a name is bound, and to what. */
interface Bound {
  readonly how: string;
  readonly value?: Expression;
}

/** The last binding of a name in a scope's own statements before a place. */
function lastBinding(statements: readonly Statement[], name: Name): Bound | undefined {
  let found: Bound | undefined;
  const visit = (node: Node): void => {
    if (node.start > name.start) return;
    found = bindingIn(node, name) ?? found;
    if (node.kind === "function" || node.kind === "class") return;
    for (const child of children(node)) visit(child);
  };
  for (const statement of statements) visit(statement);
  return found;
}

function bindingIn(node: Node, name: Name): Bound | undefined {
  const binds = (target: Expression | undefined): boolean => target !== undefined && names(target).has(name.id);
  const imports = isStatement(node) && /^import/.test(node.kind) && "names" in node ? node.names : [];
  if (imports.some((one) => typeof one !== "string" && (one.alias ?? one.name.split(".")[0]) === name.id))
    return { how: node.kind };
  switch (node.kind) {
    case "assign": {
      const target = node.end < name.start ? node.targets.find(binds) : undefined;
      return target && { how: target.kind === "name" ? "name" : "part", value: node.value };
    }
    case "for":
      return binds(node.target) ? { how: "for", value: node.iterable } : undefined;
    case "with": {
      const item = node.items.find(({ target }) => binds(target));
      return item && { how: "with", value: item.context };
    }
    case "comprehension": {
      const clause = name.end <= node.end ? node.clauses.find(({ target }) => binds(target)) : undefined;
      return clause && { how: "comprehension", value: clause.iterable };
    }
    case "walrus":
      return binds(node.target) ? { how: "walrus", value: node.value } : undefined;
    case "try":
      return node.handlers.some((handler) => handler.name === name.id) ? { how: "except" } : undefined;
    case "function":
    case "class":
      return node.name === name.id ? { how: node.kind } : undefined;
    default:
      return undefined;
  }
}

/** The names that a target binds. */
function names(target: Expression): Set<string> {
  const found = new Set<string>();
  if (target.kind === "attribute" || target.kind === "subscript") return found;
  walkExpressions(target, (inner) => {
    if (inner.kind === "name") found.add(inner.id);
  });
  return found;
}

const shown = ({ kind }: Typed): string =>
  kind.is === "instance" && kind.definition ? `own ${kind.of}` : showKind(kind);
