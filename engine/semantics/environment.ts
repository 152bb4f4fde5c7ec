import { joinBindings } from "./join-bindings.ts";
import { type Typed, weaken } from "./kinds.ts";

/** Of a scope in which nothing has been bound: nothing is, on most paths. */
const NO_NAMES = new Map<string, Typed | undefined>();

/** The names in force at a point of a function, over those of what encloses it. */
export class Environment {
  names = NO_NAMES;
  readonly outer?: Environment;
  /** One path through the scope of `outer`: it holds only what was bound on the path. */
  private readonly isPath: boolean;
  /** The names bound since this was set, where someone wants to know. */
  written?: Set<string>;
  /** Names that functions inside may bind to something else at any time: what they are is likely at most. */
  rebound?: ReadonlySet<string>;
  /** Of the outermost scope: names that star imports bring. */
  fallback?: (name: string) => Typed | undefined;

  constructor(outer?: Environment, isPath = false) {
    this.outer = outer;
    this.isPath = isPath;
    if (isPath) this.rebound = outer?.rebound;
  }

  lookup(name: string): Typed | undefined {
    let at: Environment = this;
    while (!at.names.has(name)) {
      if (!at.outer) return at.fallback?.(name);
      at = at.outer;
    }
    return at.names.get(name);
  }

  /** Whether a name is bound here or in what encloses it, to anything at all. */
  has(name: string): boolean {
    let at: Environment | undefined = this;
    while (at && !at.names.has(name)) at = at.outer;
    return at !== undefined;
  }

  set(name: string, typed: Typed | undefined): void {
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
    if (paths.every(({ names }) => names === NO_NAMES)) return;
    const names = new Set<string>();
    for (const path of paths) for (const name of path.names.keys()) names.add(name);
    for (const name of names) this.set(name, this.after(name, paths));
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
