import { join, type Typed } from "./kinds.ts";
import type { DefinitionTime } from "./replaced.ts";

/** What tests have told of members of names, `self.x`, on the way to a point of a function, over what was told before it. */
export class ToldMembers {
  readonly outer?: ToldMembers;
  /** What everything is told to in the end: of a path the scope that it leads through. */
  protected readonly scope: ToldMembers;
  /** Of a function's scope: when it was defined in the scope around. What was told there may be over when it runs. */
  protected since?: DefinitionTime;
  /** By their text: `self.x`; nothing of those that were given something else since. */
  private told?: Map<string, Typed | undefined>;
  /** Whether anything was told in the scope. */
  private isTold = false;

  constructor(outer: ToldMembers | undefined, isPath: boolean) {
    this.outer = outer;
    this.scope = isPath && outer ? outer.scope : this;
  }

  /** What a test has told of a member of a name, `self.x`, on the way to here. */
  member(path: string): Typed | undefined {
    let at: ToldMembers | undefined = this;
    while (at && !at.told?.has(path)) at = at.since === undefined ? at.outer : undefined;
    return at?.told?.get(path);
  }

  /** Whether tests have told anything of members. */
  get tellsMembers(): boolean {
    let at: ToldMembers | undefined = this.scope;
    while (at && !at.isTold) at = at.since === undefined ? at.outer?.scope : undefined;
    return at !== undefined;
  }

  /** What is told of members on the way to here. */
  get members(): ReadonlyMap<string, Typed | undefined> {
    return new Map(this.tellsMembers ? this.pathsTold().map((path) => [path, this.member(path)]) : []);
  }

  private pathsTold(): string[] {
    const paths = new Set<string>();
    for (let at: ToldMembers | undefined = this; at; at = at.since === undefined ? at.outer : undefined)
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
    for (const below of this.pathsTold())
      if (below.startsWith(path) && /^[.[]/.test(below.slice(path.length)))
        this.told = (this.told ?? new Map()).set(below, undefined);
  }

  /** What is told on each path holds. */
  protected mergeMembers(paths: readonly ToldMembers[]): void {
    if (!this.scope.isTold) return;
    for (const member of new Set(paths.flatMap(({ told }) => [...(told?.keys() ?? [])]))) {
      const kinds = paths.map((path) => path.member(member));
      this.tell(member, kinds.reduce(join));
    }
  }
}
