import type { ParsedFile } from "../analyze.ts";
import { reboundGlobals } from "../semantics/rebound.ts";
import type { Star } from "../semantics/stars.ts";
import type { Assign, Block, Call, Expression, Statement } from "../syntax/nodes.ts";
import { suites } from "../syntax/walk.ts";
import { classSummary, functionSummary } from "./definitions.ts";
import { type Source, ValueInWords } from "./in-words.ts";
import type { Binding, Summary } from "./summary.ts";
import { bindings, type Held, importOf, moduleValue, stated } from "./values.ts";

/** Says what a file is to others. What an earlier summary says in the same words is kept from it, object by object. */
export function summarize({ module, text, isFinal = false }: ParsedFile, before?: Summary): Summary {
  const scope = new Scope({ text, isFinal });
  scope.block(module.body, "always");
  const names = new Map<string, readonly Binding[]>();
  for (const [name, bound] of scope.names) names.set(name, kept(bound, before?.names.get(name)));
  const stars = sameStars(scope.stars, before?.stars) ? before!.stars : scope.stars;
  const all = scope.all?.join() === before?.all?.join() ? before?.all : scope.all;
  return { names, stars, all, rebound: reboundGlobals(module) };
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
  all?: readonly string[];
  private readonly source: Source;

  constructor(source: Source) {
    this.source = source;
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
        if (node.target.kind === "name" && node.target.id === "__all__") this.exportsMore(strings(node.value));
        return;
      case "expression":
        if (node.value.kind === "call") this.called(node.value);
        return;
      case "function":
        return this.bind(node.name, functionSummary(node, this.source), when);
      case "class":
        return this.bind(node.name, classSummary(node, this.source), when);
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

  /** `__all__.extend([…])`, `__all__.append("…")` */
  private called({ function: callee, arguments: given }: Call): void {
    if (callee.kind !== "attribute" || callee.value.kind !== "name" || callee.value.id !== "__all__") return;
    const [first] = given;
    if (callee.name === "extend" && first) this.exportsMore(strings(first.value));
    if (callee.name === "append" && first) this.exportsMore(stringOf(first.value));
  }

  private exportsMore(more: readonly string[] | undefined): void {
    this.all = this.all && more && [...this.all, ...more];
  }

  private value(name: string, value: Held, when: When): void {
    this.bind(name, new ValueInWords(value, this.source), when);
  }

  private bind(name: string, binding: Binding, when: When): void {
    const before = when === "sometimes" ? (this.names.get(name) ?? []) : [];
    this.names.set(name, [...before, binding]);
  }
}

/** The strings of a list or tuple that is written out. */
function strings(node: Expression): readonly string[] | undefined {
  if (node.kind !== "list" && node.kind !== "tuple") return undefined;
  const values = node.items.flatMap((item) => stringOf(item) ?? []);
  return values.length === node.items.length ? values : undefined;
}

const stringOf = (node: Expression): readonly string[] | undefined =>
  node.kind === "string" && node.value !== undefined ? [node.value] : undefined;
