import type { Call, ClassDefinition, Expression, FunctionDefinition } from "../syntax/nodes.ts";
import type { Mark } from "./attribute-history.ts";
import type { Basis } from "./basis.ts";
import type { Environment } from "./environment.ts";
import { describe } from "./kind-text.ts";
import type { Callable, ClassInfo, OwnClass, Typed } from "./kinds.ts";
import type { Remembered } from "./memory.ts";
import type { Passages } from "./passages.ts";
import type { Place, Reference } from "./reference.ts";
import type { DefinitionTime } from "./replaced.ts";

/** A function of the file: where it is defined, what calls say of its parameters, and what was found inside. */
export interface FunctionRecord {
  readonly node: FunctionDefinition;
  readonly env: Environment;
  /** When it was defined there. */
  readonly since: DefinitionTime;
  readonly place: Place;
  readonly calls: Set<Call>;
  /** Joined kinds of what calls in this file pass, by parameter name. */
  readonly passed: Map<string, Typed | undefined>;
  /** Every look at it, in order: calls seen meanwhile may have made another one necessary. */
  readonly looks: Look[];
  state: "new" | "running" | "done";
  /** Whether it was looked at before the scope around it had been followed to its end. */
  wasEarly?: boolean;
  /** While it is looked at again: what was found in the statements of its text before. */
  before?: Passages;
  /** What the last look was based on, where that is known. */
  basis?: Basis;
  references: readonly Reference[];
  result?: Typed;
  /** The parameters that are numbers by how they are used; absent until someone asks. */
  numbers?: ReadonlySet<string>;
}

/** A look at a function: before or after all statements of the module were followed, and with which arguments in mind. */
export interface Look {
  readonly when: "early" | "late";
  readonly passed: ReadonlyMap<string, Typed | undefined>;
  readonly found: Remembered;
  /** When it began and ended. */
  readonly begin: Mark;
  readonly end: Mark;
}

/** What happens beyond a piece of code while it is looked at: what it learns from elsewhere, and what it does there. */
export type Event =
  /** An attribute of a class was this; `own` where only the class itself was asked, before it was set. */
  | {
      readonly is: "attribute";
      readonly info: ClassInfo;
      readonly name: string;
      readonly text: string;
      readonly own?: true;
    }
  /** A class had this method from another file, or had none. */
  | { readonly is: "method"; readonly info: OwnClass; readonly name: string; readonly found: Callable | undefined }
  /** A module of the project gave this for a name, or without one for itself. */
  | {
      readonly is: "import";
      readonly module: string;
      readonly level: number;
      readonly name?: string;
      readonly typed: Typed | undefined;
    }
  /** A function of the file gave this. */
  | { readonly is: "result"; definition: FunctionDefinition; readonly text: string }
  /** Parameters of a class's constructor that are numbers. */
  | { readonly is: "numbers"; readonly info: OwnClass; readonly text: string }
  | { readonly is: "set"; readonly info: OwnClass; readonly name: string; readonly typed: Typed | undefined }
  | ({ readonly is: "call" } & Called)
  | { readonly is: "function"; record: FunctionRecord }
  /** With the definition that the class came from: its object may serve another one meanwhile. */
  | { readonly is: "class"; readonly info: OwnClass; node: ClassDefinition };

export interface Called {
  definition: FunctionDefinition;
  readonly call: Call;
  readonly receiver?: ClassInfo;
  readonly values: readonly (Typed | undefined)[];
}

/** Everything that looking at one piece of code led to, in order. */
export class Log {
  readonly events: Event[] = [];
  readonly references: Reference[] = [];
  readonly kinds: (readonly [Expression, Typed | undefined])[] = [];
  /** Itself where anyone will ask for more than references: not where there is no other version to come. */
  readonly kept: this | undefined;
  /** Of a look at a function, where another one may find the same. */
  basis?: Basis;
  private attributes?: Map<ClassInfo, Set<string>>;

  constructor({ keeps }: { readonly keeps: boolean }) {
    this.kept = keeps ? this : undefined;
  }

  note(event: Event): void {
    this.events.push(event);
  }

  /** Takes over what looking at a part of the code led to. */
  take({ events, references, kinds }: Pick<Log, "events" | "references" | "kinds">): void {
    // One by one: what is spread has to fit on the stack.
    for (const event of events) this.events.push(event);
    for (const reference of references) this.references.push(reference);
    for (const kind of kinds) this.kinds.push(kind);
  }

  /** Notes an attribute that is about to be set. */
  set(info: OwnClass, name: string, typed: Typed | undefined): void {
    if (!this.sets(info, name))
      this.note({ is: "attribute", info, name, text: describe(info.attributes.get(name)), own: true });
    this.attributes ??= new Map();
    this.attributes.set(info, (this.attributes.get(info) ?? new Set()).add(name));
    this.note({ is: "set", info, name, typed });
  }

  /** Whether the code has set an attribute before, so that what it is does not come from elsewhere alone. */
  sets(info: ClassInfo, name: string): boolean {
    return this.attributes?.get(info)?.has(name) ?? false;
  }
}
