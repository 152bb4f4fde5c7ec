import { localNames, positionsOf } from "../semantics/bindings.ts";
import type { Block, Expression, FunctionDefinition, ImportFrom, Parameter, Statement } from "../syntax/nodes.ts";
import { leaves, walkExpressions } from "../syntax/walk.ts";

/** What a name holds at a point of a function, without knowing yet what that is. */
export type Value =
  /** An expression, with what its local names hold there; other names are the module's. */
  | {
      readonly is: "expression";
      readonly node: Expression;
      readonly names: ReadonlyMap<string, Held>;
      /** How many assignments lead to it, one after the other. */
      readonly length: number;
    }
  /** What is assigned, or an instance of what the annotation names where nothing is, or None, or what nobody knows. */
  | { readonly is: "annotated"; readonly node: Expression; readonly value: Held }
  | { readonly is: "part"; readonly of: Held; readonly index: number }
  | { readonly is: "item"; readonly of: Held }
  /** A list, a dictionary or a container of layers that something was put into, under a key where it was under one. */
  | { readonly is: "filled"; readonly of: Held; readonly by: Held; readonly key: Held; readonly length: number }
  /** An attribute that an operator changes: `self.total += value`. */
  | { readonly is: "grown"; readonly operator: string; readonly by: Held }
  /** One of several, by the way taken. */
  | { readonly is: "either"; readonly options: readonly Held[] }
  | { readonly is: "parameter"; readonly parameter: Parameter; readonly role: Role }
  | { readonly is: "import"; readonly module: string; readonly level: number; readonly name?: string };

/** Absent where nothing can be said. */
export type Held = Value | undefined;

/** What a parameter is for: the object itself, its class, a layer's input, or anything else. */
export type Role = "self" | "class" | "input" | "plain";

/** What following a function's body, without knowing any kind, tells of it. */
export interface Followed {
  readonly returns: readonly Held[];
  /** What is assigned to attributes of the first parameter. */
  readonly attributes: readonly { readonly name: string; readonly value: Held }[];
}

/** What names hold on the way to a point: what was assigned on a path, over what held where the path began. */
class Names {
  readonly own = new Map<string, Held>();
  private readonly before: Names | undefined;

  constructor(before?: Names) {
    this.before = before;
  }

  has(name: string): boolean {
    return this.own.has(name) || this.before?.has(name) === true;
  }

  get(name: string): Held {
    return this.own.has(name) ? this.own.get(name) : this.before?.get(name);
  }

  set(name: string, held: Held): void {
    this.own.set(name, held);
  }

  /** Takes over what holds behind several paths that began here; one of them may be that nothing is run. */
  merge(paths: readonly Names[]): void {
    const bound = paths.flatMap((path) => (path === this ? [] : [...path.own.keys()]));
    for (const name of new Set(bound)) {
      const options = [...new Set(paths.map((path) => path.get(name)))];
      this.set(name, options.length === 1 ? options[0] : { is: "either", options });
    }
  }
}

/** Follows the statements of a function in order; each use of a local name keeps what was assigned last on the way there. */
export function follow(node: FunctionDefinition, roleOf: (parameter: Parameter, index: number) => Role): Followed {
  const walk = new Walk(node);
  const names = new Names();
  for (const name of localNames(node)) names.set(name, undefined);
  for (const [i, parameter] of node.parameters.entries())
    names.set(parameter.name, { is: "parameter", parameter, role: roleOf(parameter, i) });
  walk.block(node.body, names);
  return walk;
}

/** A value that is assigned to a name with an annotation. */
export const stated = (value: Held, annotation: Expression | undefined): Held =>
  annotation ? { is: "annotated", node: annotation, value } : value;

/** The value of an expression of the module's own scope or of a class body. */
export const moduleValue = (node: Expression): Value => ({ is: "expression", node, names: NO_NAMES, length: 1 });

const NO_NAMES: ReadonlyMap<string, Held> = new Map();

/** What the names of an assignment's target take, one after the other. */
export function bindings(target: Expression, value: Held): readonly [target: Expression, value: Held][] {
  if (target.kind === "starred") return [[target.value, undefined]];
  if (target.kind !== "tuple" && target.kind !== "list") return [[target, value]];
  const { items } = target;
  return positionsOf(items).flatMap((index, at) => bindings(items[at], value && { is: "part", of: value, index }));
}

/** Longer chains of assignments are cut, so that following one needs no deep stack. */
const LONGEST = 200;

class Walk implements Followed {
  readonly returns: Held[] = [];
  readonly attributes: { name: string; value: Held }[] = [];
  private readonly self: string | undefined;

  constructor(node: FunctionDefinition) {
    this.self = node.parameters[0]?.name;
  }

  block(block: Block | undefined, names: Names): void {
    for (const statement of block?.statements ?? []) this.statement(statement, names);
  }

  private statement(node: Statement, names: Names): void {
    switch (node.kind) {
      case "assign": {
        const value = node.value ? expressionValue(node.value, names) : undefined;
        for (const target of node.targets) this.bind(target, stated(value, node.annotation), names);
        return;
      }
      case "augmented": {
        const { target, value, operator, start, end } = node;
        const sum: Expression = {
          kind: "binary",
          operator: operator.slice(0, -1),
          left: target,
          right: value,
          start,
          end,
        };
        if (target.kind !== "attribute") this.bind(target, expressionValue(sum, names), names);
        else this.bind(target, { is: "grown", operator: sum.operator, by: expressionValue(value, names) }, names);
        return;
      }
      case "expression":
        return this.fill(node.value, names);
      case "return":
        if (node.value) this.returns.push(expressionValue(node.value, names));
        return;
      case "import":
        for (const { name, alias } of node.names) {
          const module = alias ? name : name.split(".")[0];
          names.set(alias ?? module, { is: "import", module, level: 0 });
        }
        return;
      case "import-from":
        for (const { name, alias } of node.names) names.set(alias ?? name, importOf(node, name));
        return;
      case "function":
      case "class":
        names.set(node.name, undefined);
        return;
      case "with":
        for (const { context, target } of node.items)
          if (target) this.bind(target, expressionValue(context, names), names);
        return this.block(node.body, names);
      case "for": {
        const path = new Names(names);
        const iterated = expressionValue(node.iterable, names);
        this.bind(node.target, { is: "item", of: iterated }, path);
        this.block(node.body, path);
        names.merge([names, path]);
        return this.block(node.otherwise, names);
      }
      case "while": {
        const path = new Names(names);
        this.block(node.body, path);
        names.merge([names, path]);
        return this.block(node.otherwise, names);
      }
      case "if":
        return this.paths([...node.branches.map((branch) => branch.body), node.otherwise], names);
      case "try":
        this.paths([node.body, ...node.handlers.map((handler) => handler.body)], names);
        this.block(node.otherwise, names);
        return this.block(node.finally, names);
      case "match":
        for (const name of node.cases.flatMap((part) => part.captures)) names.set(name, undefined);
        return this.paths([undefined, ...node.cases.map((part) => part.body)], names);
      case "broken":
        this.returns.push(undefined);
        return;
      default:
        return;
    }
  }

  /** Each of several suites begins with the same names; behind them a name is what it is at the end of one of them. */
  private paths(suites: readonly (Block | undefined)[], names: Names): void {
    const ends = suites.flatMap((suite) => {
      const path = new Names(names);
      this.block(suite, path);
      return leaves(suite) ? [] : [path];
    });
    names.merge(ends);
  }

  /** `held.append(value)`. */
  private fill(node: Expression, names: Names): void {
    if (node.kind !== "call" || node.function.kind !== "attribute" || node.function.name !== "append") return;
    const [added, more] = node.arguments;
    if (added && !more) this.put(node.function.value, undefined, expressionValue(added.value, names), names);
  }

  /** Puts something into what a name holds. */
  private put(holder: Expression, key: Held, by: Held, names: Names): void {
    const of = holder.kind === "name" ? names.get(holder.id) : undefined;
    if (!of || holder.kind !== "name") return;
    const length = 1 + Math.max(...[of, key, by].map(lengthOf));
    names.set(holder.id, length > LONGEST ? undefined : { is: "filled", of, by, key, length });
  }

  private bind(target: Expression, value: Held, names: Names): void {
    for (const [to, held] of bindings(target, value)) {
      if (to.kind === "name") names.set(to.id, held);
      else if (to.kind === "attribute" && to.value.kind === "name" && to.value.id === this.self)
        this.attributes.push({ name: to.name, value: held });
      else if (to.kind === "subscript") this.put(to.value, expressionValue(to.items[0], names), held, names);
    }
  }
}

/** What `from module import name` brings. */
export const importOf = ({ module, level }: ImportFrom, name: string): Value => ({ is: "import", module, level, name });

function lengthOf(value: Held): number {
  if (!value) return 0;
  if (value.is === "expression" || value.is === "filled") return value.length;
  return 1 + Math.max(0, ...partsOf(value).map(lengthOf));
}

function partsOf(value: Value): readonly Held[] {
  if (value.is === "either") return value.options;
  if (value.is === "annotated") return [value.value];
  if (value.is === "grown") return [value.by];
  return value.is === "part" || value.is === "item" ? [value.of] : [];
}

function expressionValue(node: Expression, names: Names): Value & { is: "expression" } {
  const used = new Map<string, Held>();
  walkExpressions(node, (inner) => {
    if (inner.kind === "name" && names.has(inner.id)) used.set(inner.id, names.get(inner.id));
  });
  const length = 1 + Math.max(0, ...[...used.values()].map(lengthOf));
  if (length > LONGEST) for (const name of used.keys()) used.set(name, undefined);
  return { is: "expression", node, names: used, length: length > LONGEST ? 1 : length };
}
