import { merge } from "../in-order.ts";
import type { FunctionDefinition, Module, Statement } from "../syntax/nodes.ts";
import { AttributeHistory } from "./attribute-history.ts";
import type { FunctionRecord, Log } from "./events.ts";
import type { OwnClass } from "./kinds.ts";
import type { Memory, RememberedTop } from "./memory.ts";
import type { FileModel } from "./model.ts";
import type { Outside } from "./outside.ts";
import type { Reference } from "./reference.ts";

/** What has been found in a version of a file. */
export class Found {
  module: Module;
  outside: Outside | undefined;
  readonly memory: Memory;
  readonly records = new Map<FunctionDefinition, FunctionRecord>();
  readonly classes: OwnClass[] = [];
  readonly history = new AttributeHistory();
  /** In order of their place. */
  references: readonly Reference[] = [];
  /** The names that they have; the same object as long as none comes or goes. */
  private names: ReadonlySet<string> = new Set();
  private readonly counts = new Map<string, number>();
  /** Of each statement of the module, what is remembered of it; of star imports nothing. */
  tops: readonly (RememberedTop | undefined)[] = [];
  /** Of each statement of the module: what is the same as long as all that is known inside is. */
  stamps: readonly object[] = [];

  constructor(module: Module, memory: Memory, outside: Outside | undefined) {
    this.module = module;
    this.memory = memory;
    this.outside = outside;
  }

  model(): FileModel {
    const { module, memory, references, names, classes, stamps } = this;
    return {
      module,
      references,
      names,
      classes,
      globals: memory.globals.names,
      kindOf: (expression) => memory.known(expression),
      file: memory,
      stamps,
    };
  }

  /** Puts references in the place of others. */
  refer(before: readonly Reference[], now: readonly Reference[]): void {
    const gone = new Set(before);
    const others = gone.size ? this.references.filter((reference) => !gone.has(reference)) : this.references;
    this.references = merge(others, [...now].sort(byPlace), byPlace);
    this.count(before, -1);
    this.count(now, 1);
    const isSame = before.every(({ name }) => this.counts.has(name)) && now.every(({ name }) => this.names.has(name));
    if (!isSame) this.names = new Set(this.counts.keys());
  }

  private count(references: readonly Reference[], by: 1 | -1): void {
    for (const { name } of references) {
      const count = (this.counts.get(name) ?? 0) + by;
      if (count) this.counts.set(name, count);
      else this.counts.delete(name);
    }
  }

  /** One statement of the module has taken the place of another; either may be none. */
  restamp(at: number, from: Statement | undefined, to: Statement | undefined): void {
    this.stamps = this.stamps.toSpliced(at, from ? 1 : 0, ...(to ? [this.memory.stampAnew(to)] : []));
  }

  *logs(): Iterable<Log> {
    yield* this.topLogs();
    for (const record of this.records.values()) for (const { found } of record.looks) yield found.log;
  }

  *topLogs(): Iterable<Log> {
    for (const top of this.tops) if (top) yield top.log;
  }
}

/** References in the order of their places. */
export const byPlace = (a: Reference, b: Reference): number => a.node.start - b.node.start || b.node.end - a.node.end;
