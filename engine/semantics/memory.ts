import { functionsIn } from "../syntax/collect.ts";
import type { Expression, FunctionDefinition, Statement } from "../syntax/nodes.ts";
import { Environment } from "./environment.ts";
import type { Log } from "./events.ts";
import type { FileInference } from "./inference.ts";
import { describe, identityOf } from "./kind-text.ts";
import type { ClassFacts, OwnClass, Typed } from "./kinds.ts";
import { literalOf } from "./literals.ts";
import type { Passages } from "./passages.ts";
import type { Reading } from "./reading.ts";
import { type DefinitionTime, Replaced, type Replacement } from "./replaced.ts";

/** What was found in one function, and what that holds under. */
export interface Remembered {
  readonly read: Reading;
  readonly log: Log;
  readonly result: Typed | undefined;
  /** When the function was defined, to those defined in it. */
  readonly since: DefinitionTime;
  /** The same statement by statement, where the function is being edited. */
  readonly passages?: Passages;
}

/** What was found in one statement of the module, and what it left bound there. */
export interface RememberedTop extends Omit<Remembered, "since"> {
  readonly bindings: readonly (readonly [name: string, typed: Typed | undefined])[];
  /** What the names of the module were that it bound to something else. */
  readonly replaced: readonly Replacement[];
}

const MOST_INTERNED = 20_000;

/** What is kept of a file from one version to the next: by nodes, which stay the same while their text does. */
export class Memory {
  /** Whether there will be another version to remember for. */
  readonly keeps: boolean;
  /** The inference of the version before, which may go on with this one. */
  last?: FileInference;
  private readonly kinds: Pick<WeakMap<Expression, Typed>, "get" | "set" | "delete">;
  readonly globals = new Environment();
  readonly replaced = new Replaced();
  /** Of each function, what its expressions' kinds come from: it may have been looked at with several sets of arguments. */
  private readonly shown = new WeakMap<FunctionDefinition, Remembered>();
  private readonly functions = new WeakMap<FunctionDefinition, Map<string, Remembered>>();
  private readonly interned = new Map<string, Typed>();
  private readonly tops = new WeakMap<Statement, RememberedTop>();
  private readonly stamps = new WeakMap<Statement, object>();
  /** Functions in which something else is known than when stamps were asked for last. */
  private readonly changed = new Set<FunctionDefinition>();
  private readonly classes = new Map<string, OwnClass>();

  constructor({ keeps = true } = {}) {
    this.keeps = keeps;
    this.globals.replaced = this.replaced;
    // One version needs nothing that follows which nodes are still there.
    this.kinds = keeps ? new WeakMap() : new Map();
  }

  /** Starts a new version: names and attributes are found anew, or put back from what is remembered. */
  begin(): void {
    this.globals.names.clear();
    this.replaced.clear();
    this.globals.fallback = undefined;
    for (const info of this.classes.values()) info.attributes.clear();
  }

  /** One object for all kinds of a name that nothing can tell apart, so that kinds can be compared by identity. */
  intern(name: string, typed: Typed | undefined): Typed | undefined {
    if (!typed) return undefined;
    const { kind } = typed;
    const definition = "definition" in kind && kind.definition ? identityOf(kind.definition) : "";
    const key = `${name}=${definition}${describe(typed)}`;
    const known = this.interned.get(key) ?? typed;
    if (this.interned.size > MOST_INTERNED) this.interned.clear();
    this.interned.set(key, known);
    return known;
  }

  /** Makes what names are bound to in a scope one object each for all kinds that nothing can tell apart. */
  internAll(names: Iterable<string>, scope: Environment): RememberedTop["bindings"] {
    const bindings = [...names].map((name) => [name, this.intern(name, scope.names.get(name))] as const);
    for (const [name, typed] of bindings) scope.intern(name, typed);
    return bindings;
  }

  recallTop(statement: Statement): RememberedTop | undefined {
    return this.tops.get(statement);
  }

  keepTop(statement: Statement, found: RememberedTop): void {
    this.tops.set(statement, found);
  }

  /** Something else is known in a statement of the module, its functions aside. */
  restamp(statement: Statement): void {
    this.stamps.set(statement, {});
  }

  /** The stamp of a statement in which alone something else is known than when stamps were asked for last. */
  stampAnew(statement: Statement): object {
    this.changed.clear();
    this.restamp(statement);
    return this.stamps.get(statement)!;
  }

  /** For each of the module's statements, the same object as long as all that is known inside is the same. */
  stampsOf(statements: readonly Statement[]): readonly object[] {
    const isChanged = (statement: Statement) => functionsIn(statement).some((node) => this.changed.has(node));
    for (const statement of statements)
      if (!this.stamps.has(statement) || (this.changed.size && isChanged(statement))) this.restamp(statement);
    this.changed.clear();
    return statements.map((statement) => this.stamps.get(statement)!);
  }

  recall(node: FunctionDefinition, passed: string): Remembered | undefined {
    return this.functions.get(node)?.get(passed);
  }

  keep(node: FunctionDefinition, passed: string, found: Remembered): void {
    const known = this.functions.get(node) ?? new Map<string, Remembered>();
    if (known.size > 7) known.clear();
    known.set(passed, found);
    this.functions.set(node, known);
    this.shown.set(node, found);
    this.changed.add(node);
  }

  /** Makes the kinds of a function's expressions those that were found then. */
  show(node: FunctionDefinition, found: Remembered): void {
    if (this.shown.get(node) === found) return;
    this.hide(node);
    for (const [expression, typed] of found.log.kinds) this.remember(expression, typed);
    this.shown.set(node, found);
    this.changed.add(node);
  }

  /** Forgets the kinds of a function's expressions, before they are found again. */
  hide(node: FunctionDefinition): void {
    this.forget(this.shown.get(node));
  }

  /** Forgets the kinds that were found then. */
  forget(found: Pick<Remembered, "log"> | undefined): void {
    for (const [expression] of found?.log.kinds ?? []) this.kinds.delete(expression);
  }

  known(expression: Expression): Typed | undefined {
    return this.kinds.get(expression) ?? literalOf(expression);
  }

  remember(expression: Expression, typed: Typed | undefined): void {
    if (typed) this.kinds.set(expression, typed);
    else this.kinds.delete(expression);
  }

  /** The class of a name: the same object in every version, so that what was remembered of it stays true. */
  classInfo(before: readonly OwnClass[], facts: ClassFacts): OwnClass {
    let number = 0;
    while (before.includes(this.classes.get(`${facts.name}#${number}`)!)) number++;
    const key = `${facts.name}#${number}`;
    const known = this.classes.get(key);
    const info: OwnClass = known ? Object.assign(known, facts) : { ...facts, attributes: new Map() };
    info.attributes.clear();
    this.classes.set(key, info);
    return info;
  }
}
