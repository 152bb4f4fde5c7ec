import type { Statement } from "../syntax/nodes.ts";
import { namesRead } from "./bindings.ts";

/** Tells how many statements of a module read a name. */
export class Readers {
  private readonly counts = new Map<string, number>();

  constructor(statements: readonly Statement[]) {
    for (const statement of statements) this.count(statement, 1);
  }

  /** Counts one statement instead of another; either may be none. */
  replace(from: Statement | undefined, to: Statement | undefined): void {
    if (from) this.count(from, -1);
    if (to) this.count(to, 1);
  }

  /** Whether a name is read by another statement than one that is counted too. */
  has(name: string, apart: Statement | undefined): boolean {
    return (this.counts.get(name) ?? 0) > (apart && namesRead(apart).includes(name) ? 1 : 0);
  }

  private count(statement: Statement, by: number): void {
    for (const name of namesRead(statement)) this.counts.set(name, (this.counts.get(name) ?? 0) + by);
  }
}
