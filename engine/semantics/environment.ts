import { joinBindings } from "./join-bindings.ts";
import { join, type Typed, weaken } from "./kinds.ts";
import { Replaced, type Replacement } from "./replaced.ts";

/** Of a scope in which nothing has been bound: nothing is, on most paths. */
const NO_NAMES = new Map<string, Typed | undefined>();

/** The names in force at a point of a function, over those of what encloses it. */
export class Environment {
  names = NO_NAMES;
  readonly outer?: Environment;
  /** One path through the scope of `outer`: it holds only what was bound on the path. */
  private readonly isPath: boolean;
  /** Where its names are bound in the end: of a path the scope that it leads through. */
  private readonly scope: Environment;
  /** What names were before, in a scope in which functions are defined that read them. */
  replaced?: Replaced;
  /** With that: local names that nothing has been bound to yet. */
  private unbound?: Set<string>;
  /** Of a function's scope: when it was defined in the scope around. */
  private since?: number;
  /** What tests have told of members of names, by their text: `self.x`; nothing of those that were given something else since. */
  private told?: Map<string, Typed | undefined>;
  /** Whether anything was told in the scope. */
  private isTold = false;
  /** The names bound since this was set, where someone wants to know. */
  written?: Set<string>;
  /** Names that functions inside may bind to something else at any time: what they are is likely at most. */
  rebound?: ReadonlySet<string>;
  /** Of the outermost scope: names that star imports bring. */
  fallback?: (name: string) => Typed | undefined;

  constructor(outer?: Environment, isPath = false) {
    this.outer = outer;
    this.isPath = isPath;
    this.scope = isPath && outer ? outer.scope : this;
    if (isPath) this.rebound = outer?.rebound;
  }

  lookup(name: string): Typed | undefined {
    let at: Environment = this;
    while (!at.names.has(name)) {
      if (!at.outer) return at.fallback?.(name);
      at = at.outer;
    }
    const typed = at.names.get(name);
    return at.scope !== this.scope && at.scope.replaced?.has(name) ? this.fromInside(name, at, typed) : typed;
  }

  /** What a name of a scope further out is to a function: whatever it may be when the function runs. */
  private fromInside(name: string, at: Environment, typed: Typed | undefined): Typed | undefined {
    const since = this.sinceIn(at.scope);
    return since === undefined ? typed : at.seenSince(name, since, typed);
  }

  /** When the function was defined in a scope further out that is or encloses the one that this is a scope of. */
  private sinceIn(scope: Environment): number | undefined {
    let since: number | undefined;
    for (let inside: Environment = this; inside.scope !== scope && inside.outer; inside = inside.outer)
      since = inside.since ?? since;
    return since;
  }

  private seenSince(name: string, since: number, typed: Typed | undefined): Typed | undefined {
    const { scope } = this;
    // Imports are made before anything runs that uses them.
    if (typed?.imported || !scope.replaced?.has(name, since)) return typed;
    const last = this === scope || !scope.names.has(name) ? typed : join(typed, scope.names.get(name));
    return scope.replaced.seenBy(name, since, last);
  }

  /** Whether a name that is looked up here from a function's scope has been something else since the function was defined. */
  isReplaced(name: string): boolean {
    let at: Environment | undefined = this;
    while (at && !at.names.has(name)) at = at.outer;
    if (!at || at.scope === this.scope || !at.scope.replaced?.has(name)) return false;
    const since = this.sinceIn(at.scope);
    return since !== undefined && at.scope.replaced.has(name, since);
  }

  /** The scope of a function that was defined here at a moment. */
  inside(since: number): Environment {
    const inside = new Environment(this);
    inside.since = since;
    return inside;
  }

  /** Notes that a function is defined here; says when. */
  defines(): number {
    const { replaced } = this.scope;
    if (!replaced) return 0;
    return this.scope.outer ? ++replaced.moment : replaced.moment;
  }

  /** The same of a function that was defined here before: in a module, which begins anew, it is now. */
  definesAgain(since: number): number {
    return this.scope.outer ? since : this.defines();
  }

  /** Forgets what a name is and was. */
  unbind(name: string): void {
    this.names.delete(name);
    this.replaced?.forget(name);
  }

  /** Keeps what names are before they are bound to something else, for the functions that are defined here. */
  keepReplaced(unbound: Iterable<string>): void {
    this.replaced = new Replaced();
    this.unbound = new Set(unbound);
  }

  /** Whether any name here or further out has been something else. */
  get hasReplaced(): boolean {
    let at: Environment | undefined = this.scope;
    while (at && !at.replaced?.size) at = at.outer?.scope;
    return at !== undefined;
  }

  /** Whether the scope is in a function. */
  get isInFunction(): boolean {
    return this.scope.outer !== undefined;
  }

  /** Binds names again, and notes again what they were before. */
  rebind(
    bindings: readonly (readonly [name: string, typed: Typed | undefined])[],
    replaced: readonly Replacement[],
  ): void {
    for (const { name, typed } of replaced) this.replaced?.add(name, typed);
    for (const [name, typed] of bindings) {
      this.bind(name, typed);
    }
  }

  /** Whether what names were before is kept for functions inside. */
  get hasFunctions(): boolean {
    const { replaced, outer } = this.scope;
    return replaced !== undefined && outer !== undefined && replaced.moment > 0;
  }

  /** Whether a name is bound here or in what encloses it, to anything at all. */
  has(name: string): boolean {
    let at: Environment | undefined = this;
    while (at && !at.names.has(name)) at = at.outer;
    return at !== undefined;
  }

  /** What a test has told of a member of a name, `self.x`, on the way to here. */
  member(path: string): Typed | undefined {
    let at: Environment | undefined = this;
    while (at && !at.told?.has(path)) at = at.since === undefined ? at.outer : undefined;
    return at?.told?.get(path);
  }

  /** Whether tests have told anything of members. */
  get tellsMembers(): boolean {
    let at: Environment | undefined = this.scope;
    while (at && !at.isTold) at = at.since === undefined ? at.outer?.scope : undefined;
    return at !== undefined;
  }

  /** What is told of members on the way to here. */
  get members(): ReadonlyMap<string, Typed | undefined> {
    return new Map(this.tellsMembers ? this.membersTold().map((path) => [path, this.member(path)]) : []);
  }

  private membersTold(): string[] {
    const paths = new Set<string>();
    for (let at: Environment | undefined = this; at; at = at.since === undefined ? at.outer : undefined)
      for (const path of at.told?.keys() ?? []) paths.add(path);
    return [...paths];
  }

  /** Gives a member of a name what a test says, or what is assigned to it; what was told of its own members is gone. */
  tell(path: string, typed: Typed | undefined): void {
    this.untell(path);
    // The statements of a module are looked at one by one: what is told in one is not known in the next.
    if (!this.outer) return;
    this.scope.isTold = true;
    this.told ??= new Map();
    this.told.set(path, typed);
  }

  /** Forgets what was told of the members of a name or member. */
  untell(path: string): void {
    if (!this.tellsMembers) return;
    for (const below of this.membersTold())
      if (below.startsWith(path) && /^[.[]/.test(below.slice(path.length)))
        this.told = (this.told ?? new Map()).set(below, undefined);
  }

  set(name: string, typed: Typed | undefined): void {
    if (this.scope.isTold) this.untell(name);
    if (this.scope.replaced) this.replace(name, typed, this.scope.replaced);
    this.bind(name, typed);
  }

  /** Keeps what a name has been up to now. */
  private replace(name: string, typed: Typed | undefined, replaced: Replaced): void {
    if (this.scope.unbound?.delete(name) || (this.scope.outer && !replaced.moment) || !this.binds(name)) return;
    const before = this.lookup(name);
    if (before !== typed) replaced.add(name, before);
  }

  private bind(name: string, typed: Typed | undefined): void {
    if (this.names === NO_NAMES) this.names = new Map();
    this.names.set(name, this.rebound?.has(name) ? weaken(typed, "likely") : typed);
    this.written?.add(name);
  }

  /** A path that starts here. */
  fork(): Environment {
    return new Environment(this, true);
  }

  /** Takes over what holds after any of several paths that started here; none of them may be taken any further. */
  merge(paths: readonly Environment[]): void {
    if (this.scope.isTold) this.mergeMembers(paths);
    if (paths.every(({ names }) => names === NO_NAMES)) return;
    const names = new Set<string>();
    for (const path of paths) for (const name of path.names.keys()) names.add(name);
    for (const name of names) this.bind(name, this.after(name, paths));
  }

  /** What is told on each path holds. */
  private mergeMembers(paths: readonly Environment[]): void {
    for (const member of new Set(paths.flatMap(({ told }) => [...(told?.keys() ?? [])]))) {
      const kinds = paths.map((path) => path.member(member));
      this.tell(member, kinds.reduce(join));
    }
  }

  /** What a name is after any of several paths, on one of which at least it is bound. */
  private after(name: string, paths: readonly Environment[]): Typed | undefined {
    let typed: Typed | undefined;
    let count = 0;
    for (const { names } of paths) {
      if (!names.has(name) && !this.binds(name)) continue;
      const bound = names.has(name) ? names.get(name) : this.lookup(name);
      typed = count++ ? joinBindings(typed, bound) : bound;
    }
    return count === paths.length ? typed : typed && { ...typed, ground: "likely" };
  }

  /** Whether the scope itself binds a name, on the way to here. */
  private binds(name: string): boolean {
    let at: Environment = this;
    while (at.isPath && at.outer && !at.names.has(name)) at = at.outer;
    return at.names.has(name);
  }
}
