import type { FunctionRecord } from "./events.ts";
import { isSameKind } from "./kind-text.ts";
import type { ClassInfo, Typed } from "./kinds.ts";

type Kinds = readonly (Typed | undefined)[];

/** What a look at a function was based on, of all that the rest of a run may change: another look finds the same while this holds. */
export class Basis {
  /** Of its parameters. */
  private readonly given: Kinds;
  private readonly attributes: { info: ClassInfo; name: string; typed: Typed | undefined; wasSet: boolean }[] = [];
  private readonly results: { record: FunctionRecord; typed: Typed | undefined }[] = [];

  constructor(given: Kinds) {
    this.given = given;
  }

  noteAttribute(info: ClassInfo, name: string, typed: Typed | undefined): void {
    this.attributes.push({ info, name, typed, wasSet: info.attributes.has(name) });
  }

  noteResult(record: FunctionRecord): void {
    this.results.push({ record, typed: record.result });
  }

  /** Whether parameters, attributes and results are what they were. */
  holds(given: Kinds, findAttribute: (info: ClassInfo, name: string) => Typed | undefined): boolean {
    return (
      given.every((typed, i) => isSameKind(typed, this.given[i])) &&
      this.results.every(({ record, typed }) => isSameKind(record.result, typed)) &&
      this.attributes.every(
        ({ info, name, typed, wasSet }) =>
          info.attributes.has(name) === wasSet && isSameKind(findAttribute(info, name), typed),
      )
    );
  }
}
