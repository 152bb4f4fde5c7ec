import { joinBindings } from "./join-bindings.ts";
import { isSameKind } from "./kind-text.ts";
import { join, type Typed, weaken } from "./kinds.ts";
import { type DefinitionTime, Replaced, type Replacement } from "./replaced.ts";
import { ToldMembers } from "./told-members.ts";

/** What a name was found to be; null where nothing is bound to it. */
export type Read = Typed | undefined | null;

/** Of a scope in which nothing has been bound: nothing is, on most paths. */
const NO_NAMES = new Map<string, Typed | undefined>();

/** The names in force at a point of a function, over those of what encloses it. */
export class Environment extends ToldMembers {
  names = NO_NAMES;
  declare readonly outer?: Environment;
  declare protected readonly scope: Environment;
  /** One path through the scope of `outer`: it holds only what was bound on the path. */
  private readonly isPath: boolean;
  /** What names were before, in a scope in which functions are defined that read them. */
  replaced?: Replaced;
  /** With that: local names that nothing has been bound to yet. */
  private unbound?: Set<string>;
  /** The names bound since this was set, where someone wants to know. */
  written?: Set<string>;
  /** Names that functions inside may bind to something else at any time: what they are is likely at most. */
  rebound?: ReadonlySet<string>;
  /** Of the outermost scope: names that star imports bring. */
  fallback?: (name: string) => Typed | undefined;

  constructor(outer?: Environment, isPath = false) {
    super(outer, isPath);
    this.isPath = isPath;
    if (isPath) this.rebound = outer?.rebound;
  }

  lookup(name: string): Typed | undefined {
    return this.read(name) ?? undefined;
  }

  /** What a name is; null where nothing is bound to it, so that it may be a name of Python's. */
  read(name: string): Read {
    let at: Environment = this;
    while (!at.names.has(name)) {
      if (!at.outer) return at.fallback?.(name) ?? null;
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
      since = inside.since?.at ?? since;
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
  inside(since: DefinitionTime): Environment {
    const inside = new Environment(this);
    inside.since = since;
    return inside;
  }

  /** Notes that a function is defined here; says when. */
  defines(): DefinitionTime {
    const { replaced } = this.scope;
    if (!replaced) return { at: 0 };
    return { at: this.scope.outer ? ++replaced.moment : replaced.moment };
  }

  /** The same of a function that was defined here before: in a module, which begins anew, it is now. */
  definesAgain(since: DefinitionTime): DefinitionTime {
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

  set(name: string, typed: Typed | undefined): void {
    this.untell(name);
    if (this.scope.replaced) this.replace(name, typed, this.scope.replaced);
    this.bind(name, typed);
  }

  /** Keeps what a name has been up to now. */
  private replace(name: string, typed: Typed | undefined, replaced: Replaced): void {
    if (this.scope.unbound?.delete(name) || (this.scope.outer && !replaced.moment) || !this.binds(name)) return;
    const before = this.lookup(name);
    if (!isSameKind(before, typed)) replaced.add(name, before);
  }

  private bind(name: string, typed: Typed | undefined): void {
    if (this.names === NO_NAMES) this.names = new Map();
    this.names.set(name, this.rebound?.has(name) ? weaken(typed, "likely") : typed);
    this.written?.add(name);
  }

  /** Puts a kind that nothing can tell apart in the place of what a name is. */
  intern(name: string, typed: Typed | undefined): void {
    if (this.names.has(name)) this.names.set(name, typed);
  }

  /** A path that starts here. */
  fork(): Environment {
    return new Environment(this, true);
  }

  /** Takes over what holds after any of several paths that started here; none of them may be taken any further. */
  merge(paths: readonly Environment[]): void {
    this.mergeMembers(paths);
    if (paths.every(({ names }) => names === NO_NAMES)) return;
    const names = new Set<string>();
    for (const path of paths) for (const name of path.names.keys()) names.add(name);
    for (const name of names) this.bind(name, this.after(name, paths));
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
  binds(name: string): boolean {
    let at: Environment = this;
    while (at.isPath && at.outer && !at.names.has(name)) at = at.outer;
    return at.names.has(name);
  }
}
