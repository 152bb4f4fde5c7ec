import { annotated } from "../semantics/annotations.ts";
import { type ClassInfo, certain, type ForeignFunction, join, type Typed, weaken } from "../semantics/kinds.ts";
import { rootsOf } from "../semantics/lineage.ts";
import { Fact } from "./facts.ts";
import type { Linker } from "./linker.ts";
import type { ClassSummary, FunctionSummary } from "./summary.ts";
import { Valuation } from "./valuation.ts";
import type { Held } from "./values.ts";

/** A class of another file; what it has is looked up when asked. When anything of it changes, another object takes its place. */
export class ForeignClass implements ClassInfo {
  readonly name: string;
  readonly foreign: string;
  readonly methods: ReadonlyMap<string, ForeignFunction>;
  readonly attributes = {
    has: (name: string) => this.summary.attributes.has(name),
    get: (name: string) => this.attribute(name),
    keys: () => this.summary.attributes.keys(),
  };
  private readonly linker: Linker;
  private readonly summary: ClassSummary;
  private readonly fact: Fact;
  private readonly above: Fact<readonly (Typed | undefined)[]>;
  private readonly top: Fact<readonly string[]>;
  private readonly found = new Map<string, Fact<Typed>>();

  constructor(linker: Linker, path: string, summary: ClassSummary, fact: Fact) {
    this.linker = linker;
    this.foreign = path;
    this.summary = summary;
    this.fact = fact;
    this.name = summary.name;
    this.methods = new Map(
      [...summary.methods].map(([name, method]) => [
        name,
        foreignFunction(linker, path, method, fact, this).definition,
      ]),
    );
    this.above = this.part(() => summary.bases.map((base) => new Valuation(linker, path).expression(base, "base")));
    this.top = this.part(() => rootsOf(this.bases));
  }

  get typed(): Typed {
    return certain({ is: "class", name: this.name, definition: this });
  }

  get bases(): readonly (Typed | undefined)[] {
    return this.linker.facts.ask(this.above) ?? [];
  }

  get roots(): readonly string[] {
    return this.linker.facts.ask(this.top) ?? [];
  }

  get setsMode(): boolean {
    return this.summary.setsMode;
  }

  private attribute(name: string): Typed | undefined {
    const known = this.found.get(name) ?? this.part(() => this.join(this.summary.attributes.get(name) ?? []));
    this.found.set(name, known);
    return this.linker.facts.ask(known);
  }

  private join(values: readonly (Held | FunctionSummary)[]): Typed | undefined {
    const grown = values.filter((value) => value?.is === "grown");
    const given = values.filter((value) => value?.is !== "grown");
    if (!given.length) return undefined;
    const kind = given.map((value) => this.given(value)).reduce(join);
    return grown.map((value) => new Valuation(this.linker, this.foreign, this).grown(kind, value)).reduce(join, kind);
  }

  private given(value: Held | FunctionSummary): Typed | undefined {
    return value?.is === "function"
      ? foreignFunction(this.linker, this.foreign, value, this.fact, this).definition.result
      : new Valuation(this.linker, this.foreign, this).of(value);
  }

  /** Something of the class: it is another class when this is something else. */
  private part<T>(find: () => T | undefined): Fact<T> {
    const fact = new Fact(find, () => {});
    fact.users.add(this.fact);
    return fact;
  }
}

/** A function of another file, as a value and as what is called. */
export function foreignFunction(
  linker: Linker,
  path: string,
  summary: FunctionSummary,
  fact: Fact,
  inClass?: ForeignClass,
): { typed: Typed; definition: ForeignFunction } {
  const result = new Fact(
    () => weaken(resultOf(linker, path, summary, inClass), summary.ground),
    () => {},
  );
  result.users.add(fact);
  const definition: ForeignFunction = {
    foreign: path,
    name: summary.name,
    get result() {
      return linker.facts.ask(result);
    },
  };
  return { typed: certain({ is: "function", name: summary.name, definition }), definition };
}

function resultOf(linker: Linker, path: string, summary: FunctionSummary, inClass?: ForeignClass): Typed | undefined {
  const promised = annotated(summary.stated, linker.scopeOf(path));
  if (promised) return promised;
  const { returns } = summary;
  if (!returns?.length) return undefined;
  const valuation = new Valuation(linker, path, inClass);
  return returns.map((value) => valuation.of(value)).reduce(join);
}
