import { isSetter, methodRole } from "../semantics/decorators.ts";
import type {
  Assign,
  Block,
  ClassDefinition,
  Expression,
  FunctionDefinition,
  Module,
  Parameter,
  Statement,
} from "../syntax/nodes.ts";
import { dottedName, suites, walkExpressions } from "../syntax/walk.ts";
import type { Binding, ClassSummary, FunctionSummary, Star, Summary } from "./summary.ts";
import { ValueText } from "./value-text.ts";
import { bindings, type Followed, follow, type Held, importOf, moduleValue, type Role, stated } from "./values.ts";

/** Says what a file is to others. What an earlier summary says in the same words is kept from it, object by object. */
export function summarize(module: Module, text: string, before?: Summary): Summary {
  const scope = new Scope(text);
  scope.block(module.body, "always");
  const names = new Map<string, readonly Binding[]>();
  for (const [name, bound] of scope.names) names.set(name, kept(bound, before?.names.get(name)));
  const stars = sameStars(scope.stars, before?.stars) ? before!.stars : scope.stars;
  const all = scope.all?.join() === before?.all?.join() ? before?.all : scope.all;
  return { names, stars, all };
}

function kept(now: readonly Binding[], before: readonly Binding[] | undefined): readonly Binding[] {
  return before?.length === now.length && now.every(({ text }, i) => text === before[i].text) ? before : now;
}

const sameStars = (now: readonly Star[], before: readonly Star[] | undefined): boolean =>
  before?.length === now.length &&
  now.every(({ module, level }, i) => module === before[i].module && level === before[i].level);

/** Whether a suite is run in any case, or by the way taken. */
type When = "always" | "sometimes";

class Scope {
  readonly names = new Map<string, Binding[]>();
  readonly stars: Star[] = [];
  all?: string[];
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  block(block: Block, when: When): void {
    for (const statement of block.statements) this.statement(statement, when);
  }

  private statement(node: Statement, when: When): void {
    switch (node.kind) {
      case "import":
        for (const { name, alias } of node.names) {
          const module = alias ? name : name.split(".")[0];
          this.value(alias ?? module, { is: "import", module, level: 0 }, when);
        }
        return;
      case "import-from":
        if (node.star) this.stars.push({ module: node.module, level: node.level });
        for (const { name, alias } of node.names) this.value(alias ?? name, importOf(node, name), when);
        return;
      case "assign":
        return this.assign(node, when);
      case "augmented":
        if (node.target.kind === "name" && node.target.id === "__all__") this.exportsMore(node.value);
        return;
      case "function":
        return this.bind(node.name, methodOf(node, this.text).summary, when);
      case "class":
        return this.bind(node.name, classOf(node, this.text), when);
      case "broken":
        for (const part of node.parts) if ("body" in part) this.statement(part as Statement, "sometimes");
        return;
      default:
        for (const suite of suites(node)) this.block(suite, "sometimes");
    }
  }

  private assign({ targets, value, annotation }: Assign, when: When): void {
    const held = stated(value && moduleValue(value), annotation);
    for (const target of targets) {
      if (target.kind === "name" && target.id === "__all__" && value) this.all = strings(value);
      for (const [to, part] of bindings(target, held)) if (to.kind === "name") this.value(to.id, part, when);
    }
  }

  private exportsMore(value: Expression): void {
    const more = strings(value);
    this.all = this.all && more && [...this.all, ...more];
  }

  private value(name: string, value: Held, when: When): void {
    this.bind(name, { is: "value", value, text: new ValueText(this.text).of(value) }, when);
  }

  private bind(name: string, binding: Binding, when: When): void {
    const before = when === "sometimes" ? (this.names.get(name) ?? []) : [];
    this.names.set(name, [...before, binding]);
  }
}

/** The strings of a list or tuple that is written out. */
function strings(node: Expression): string[] | undefined {
  if (node.kind !== "list" && node.kind !== "tuple") return undefined;
  const values = node.items.map((item) => (item.kind === "string" ? item.value : undefined));
  return values.every((value) => value !== undefined) ? values : undefined;
}

interface Method {
  readonly summary: FunctionSummary;
  readonly attributes: Followed["attributes"];
  readonly isProperty: boolean;
  readonly text: string;
}

const known = new WeakMap<FunctionDefinition, Method>();

/** A function's summary; it is kept while its node is. */
function methodOf(node: FunctionDefinition, text: string, inClass?: ClassDefinition): Method {
  const method = known.get(node) ?? summarizeFunction(node, text, inClass);
  known.set(node, method);
  return method;
}

function summarizeFunction(node: FunctionDefinition, text: string, inClass?: ClassDefinition): Method {
  const decorators = node.decorators.map(
    (decorator) => dottedName(decorator.kind === "call" ? decorator.function : decorator) ?? "?",
  );
  const { returns, attributes } = follow(node, (parameter, index) =>
    roleOf(node, parameter, index, inClass && decorators),
  );
  const role = methodRole(node);
  const isProperty = role === "property";
  const tells = role !== "replaced" && !isGenerator(node, text);
  const values = new ValueText(text);
  const words = [
    `${node.name}(${node.parameters.map(({ start, end }) => text.slice(start, end)).join()})`,
    node.returns ? text.slice(node.returns.start, node.returns.end) : "",
    decorators.join(),
    tells ? returns.map((value) => values.of(value)).join("|") : "?",
    attributes.map(({ name, value }) => `${name}=${values.of(value)}`).join(";"),
  ].join("\n");
  const { name, parameters, returns: stated } = node;
  const summary: FunctionSummary = {
    is: "function",
    name,
    parameters,
    stated: role === "replaced" ? undefined : stated,
    ground: role === "wrapped" ? "likely" : "certain",
    returns: tells ? returns : undefined,
    text: words,
  };
  return { summary, attributes, isProperty, text: words };
}

function roleOf(
  node: FunctionDefinition,
  parameter: Parameter,
  index: number,
  decorators: readonly string[] | undefined,
): Role {
  if (!decorators || parameter.form !== "plain" || decorators.includes("staticmethod")) return "plain";
  if (index === 0) return decorators.includes("classmethod") ? "class" : "self";
  return /^(forward|construct)$/.test(node.name) && !parameter.default ? "input" : "plain";
}

function isGenerator(node: FunctionDefinition, text: string): boolean {
  if (!text.slice(node.start, node.end).includes("yield")) return false;
  let yields = false;
  walkExpressions(node.body, (inner) => {
    if (inner.kind === "yield") yields = true;
  });
  return yields;
}

const classes = new WeakMap<ClassDefinition, ClassSummary>();

/** A class's summary; it is kept while its node is. */
function classOf(node: ClassDefinition, text: string): ClassSummary {
  const summary = classes.get(node) ?? summarizeClass(node, text);
  classes.set(node, summary);
  return summary;
}

function summarizeClass(node: ClassDefinition, text: string): ClassSummary {
  const bases = node.bases.filter((base) => base.form === "positional").map((base) => base.value);
  const methods = new Map<string, FunctionSummary>();
  const attributes = new Map<string, (Held | FunctionSummary)[]>();
  const add = (name: string, value: Held | FunctionSummary): void => {
    attributes.set(name, [...(attributes.get(name) ?? []), value]);
  };
  const words = [node.name, ...bases.map(({ start, end }) => text.slice(start, end))];
  for (const member of node.body.statements) {
    if (member.kind === "function") {
      const method = methodOf(member, text, node);
      if (method.isProperty) add(member.name, method.summary);
      else if (!isSetter(member)) methods.set(member.name, method.summary);
      for (const { name, value } of method.attributes) add(name, value);
      words.push(method.text);
    } else if (member.kind === "assign") {
      words.push(text.slice(member.start, member.end));
      const held = stated(member.value && moduleValue(member.value), member.annotation);
      for (const target of member.targets)
        for (const [to, part] of bindings(target, held)) if (to.kind === "name") add(to.id, part);
    }
  }
  return { is: "class", name: node.name, bases, methods, attributes, text: words.join("\n") };
}
