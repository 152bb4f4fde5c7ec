import { Environment } from "../semantics/environment.ts";
import { frameworkOf } from "../semantics/frameworks.ts";
import { joinBindings } from "../semantics/join-bindings.ts";
import { imported, type Typed, weaken } from "../semantics/kinds.ts";
import { importedName, migratedName } from "../semantics/names.ts";
import type { OutsideModule } from "../semantics/outside.ts";
import { broughtByStars } from "../semantics/stars.ts";
import { Fact, Facts } from "./facts.ts";
import { ForeignClass, foreignFunction } from "./foreign.ts";
import type { Modules, Place } from "./modules.ts";
import type { Binding, Summary } from "./summary.ts";
import { Valuation } from "./valuation.ts";
import type { Value } from "./values.ts";

/** Looks up, when asked, what the names in summaries stand for, across files. */
export class Linker {
  readonly facts = new Facts();
  private readonly modules: Modules;
  private readonly summaryOf: (path: string) => Summary | undefined;
  /** What a name of a framework stands for. */
  private readonly nameOf: (qualified: string) => Typed;
  private readonly symbols = new Map<string, Map<string, Fact<Typed>>>();
  private readonly views = new Map<string, Fact<OutsideModule>>();

  constructor(modules: Modules, summaryOf: (path: string) => Summary | undefined, nameOf = importedName) {
    this.modules = modules;
    this.summaryOf = summaryOf;
    this.nameOf = nameOf;
  }

  /** The module that an import in a file names; of a package that asks for itself, what lies below it. */
  module(from: string, name: string, level: number): OutsideModule | undefined {
    const place = this.modules.resolve(from, name, level);
    const view = place && this.view(place);
    if (!view || place.path !== from) return view;
    const member = (child: string) => this.childOf(this.modules.child(place, child));
    return { typed: view.typed, member, exported: () => undefined };
  }

  /** What a name of a file's own scope stands for: what it binds, else what its star imports bring. */
  symbol(path: string, name: string): Typed | undefined {
    const known = this.symbols.get(path) ?? new Map<string, Fact<Typed>>();
    this.symbols.set(path, known);
    const fact: Fact<Typed> =
      known.get(name) ??
      new Fact<Typed>(
        () => this.find(path, name, fact),
        () => known.delete(name),
      );
    known.set(name, fact);
    return this.facts.ask(fact);
  }

  /** What a name is inside a file: its own, or a module's below a package. */
  scopeOf(path: string): Environment {
    const scope = new Environment();
    scope.fallback = (name) => this.symbol(path, name);
    return scope;
  }

  /** What an import inside a file brings. */
  imported(path: string, { module, level, name }: Value & { is: "import" }): Typed | undefined {
    const qualified = name ? `${module}.${name}` : module;
    if (level === 0 && frameworkOf(module)) return this.nameOf(qualified);
    const from = this.module(path, module, level);
    const found = name === undefined ? from?.typed : from?.member(name);
    return found ?? (level > 0 ? undefined : importedName(qualified));
  }

  /** Forgets the names of a file that its new summary binds otherwise, with what rests on them. */
  changed(path: string, before: Summary | undefined, now: Summary | undefined): void {
    const stays = before?.stars === now?.stars && before?.all === now?.all && before?.rebound === now?.rebound;
    for (const [name, fact] of [...(this.symbols.get(path) ?? [])])
      if (!stays || before?.names.get(name) !== now?.names.get(name)) fact.forget();
  }

  /** Files have come or gone: every name may lead elsewhere. */
  forget(): void {
    for (const fact of [...this.views.values()]) fact.forget();
    for (const names of [...this.symbols.values()]) for (const fact of [...names.values()]) fact.forget();
  }

  private find(path: string, name: string, fact: Fact<Typed>): Typed | undefined {
    const summary = this.summaryOf(path);
    const bindings = summary?.names.get(name);
    const ground = summary?.rebound.has(name) ? "likely" : "certain";
    if (bindings) return weaken(bindings.map((one) => this.bound(path, one, fact)).reduce(joinBindings), ground);
    if (!summary?.stars.length) return undefined;
    return broughtByStars(
      summary.stars,
      name,
      (qualified) => this.nameOf(qualified),
      ({ module, level }) => this.module(path, module, level)?.exported,
    );
  }

  private bound(path: string, binding: Binding, fact: Fact): Typed | undefined {
    if (binding.is === "class") return new ForeignClass(this, path, binding, fact).typed;
    if (binding.is === "function") return foreignFunction(this, path, binding, fact).typed;
    return new Valuation(this, path).of(binding.value);
  }

  private view(place: Place): OutsideModule | undefined {
    const known = this.views.get(place.path);
    const fact: Fact<OutsideModule> =
      known ??
      new Fact<OutsideModule>(
        () => this.viewOf(place, fact),
        () => this.views.delete(place.path),
      );
    this.views.set(place.path, fact);
    return this.facts.ask(fact);
  }

  private viewOf(place: Place, fact: Fact): OutsideModule {
    const own = (name: string) => (place.is === "namespace" ? undefined : this.symbol(place.path, name));
    const member = (name: string) => own(name) ?? this.childOf(this.modules.child(place, name));
    const exported = (name: string): Typed | undefined => {
      const typed = own(name);
      return this.exports(place, name) ? typed : undefined;
    };
    // The module as a value is another one when anything that was asked of it is something else.
    const members = { member: (name: string) => this.facts.during(fact, () => member(name)) };
    return { typed: imported({ is: "module", name: place.path, members }), member, exported };
  }

  private childOf(place: Place | undefined): Typed | undefined {
    return place && this.view(place)?.typed;
  }

  private exports(place: Place, name: string): boolean {
    const all = this.summaryOf(place.path)?.all;
    return all ? all.includes(name) : !name.startsWith("_");
  }
}

/** What becomes of a torch name, as far as it matters to those that use what is made of it. */
export const asMigrated = (qualified: string): Typed =>
  migratedName(
    qualified
      .replace(/^torch\.nn\.functional(?=\.|$)/, "mindspore.ops")
      .replace(/^torch\.optim(?=\.|$)/, "mindspore.experimental.optim")
      .replace(/^torch(?=\.|$)/, "mindspore"),
  );
