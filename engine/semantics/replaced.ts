import { join, type Typed, weaken } from "./kinds.ts";

/** When a function was defined in a scope, counted by definitions, in a module by statements. */
export interface DefinitionTime {
  at: number;
}

/** What a name was, up to a moment. */
export interface Replacement {
  readonly name: string;
  readonly typed: Typed | undefined;
}

/**
 * What names of a scope were before they were bound to something else. A function that was defined by then may run before or
 * after: to it a name is all that it was and is from its definition on.
 */
export class Replaced {
  /** In a function it passes with each definition, in a module with each statement. */
  moment = 0;
  private readonly names = new Map<string, { until: number; typed: Typed | undefined }[]>();
  /** Where someone wants to know what is replaced. */
  noted?: Replacement[];

  add(name: string, typed: Typed | undefined): void {
    this.noted?.push({ name, typed });
    const all = this.names.get(name);
    if (!all) this.names.set(name, [{ until: this.moment, typed }]);
    else all.push({ until: this.moment, typed });
  }

  /** Whether a name was something else, at any time or after a moment. */
  has(name: string, since?: number): boolean {
    if (since === undefined) return this.names.has(name);
    return this.names.get(name)?.some(({ until }) => until >= since) ?? false;
  }

  /** What a name is to a function that was defined at a moment, where `typed` is what it is now. */
  seenBy(name: string, since: number, typed: Typed | undefined): Typed | undefined {
    const before = this.names.get(name)?.filter(({ until }) => until >= since) ?? [];
    return before.reduce((seen, { typed: was }) => (was ? join(seen, was) : weaken(seen, "likely")), typed);
  }

  get size(): number {
    return this.names.size;
  }

  forget(name: string): void {
    this.names.delete(name);
  }

  clear(): void {
    this.names.clear();
    this.moment = 0;
  }
}
