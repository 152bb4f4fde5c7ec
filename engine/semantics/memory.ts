import type { Call, Expression, FunctionDefinition, Statement } from "../syntax/nodes.ts";
import { Environment } from "./environment.ts";
import type { FunctionRecord } from "./inference.ts";
import type { ClassFacts, ClassInfo, Kind, Typed } from "./kinds.ts";
import type { Reference } from "./reference.ts";

/** An attribute of a class, with what it was; `own` where only the class itself was asked, before it was set. */
export interface AttributeNeed {
  readonly info: ClassInfo;
  readonly name: string;
  readonly text: string;
  readonly own?: true;
}

/** What looking at one function did beyond it, and what it learned from elsewhere in the file. */
export interface Effects {
  readonly needs: (AttributeNeed | { readonly definition: FunctionDefinition; readonly text: string })[];
  readonly attributes: { readonly info: ClassInfo; readonly name: string; readonly typed: Typed | undefined }[];
  readonly calls: {
    readonly definition: FunctionDefinition;
    readonly call: Call;
    readonly receiver?: ClassInfo;
    readonly values: (Typed | undefined)[];
  }[];
  readonly functions: FunctionRecord[];
  readonly classes: ClassInfo[];
}

/** What was found in one function, and what that holds under. */
export interface Remembered {
  /** The module's names and kinds, as text. */
  readonly globals: string;
  readonly effects: Effects;
  readonly references: Reference[];
  readonly result: Typed | undefined;
}

/** What was found in one statement of the module, and what it left bound there. */
export interface RememberedTop extends Remembered {
  readonly bindings: readonly (readonly [name: string, typed: Typed | undefined])[];
}

/** What is kept of a file from one version to the next: by nodes, which stay the same while their text does. */
export class Memory {
  readonly kinds = new WeakMap<Expression, Typed>();
  readonly globals = new Environment();
  private readonly functions = new WeakMap<FunctionDefinition, Map<string, Remembered>>();
  private readonly tops = new WeakMap<Statement, RememberedTop>();
  private readonly classes = new Map<string, ClassInfo>();

  /** Starts a new version: names and attributes are found anew, or put back from what is remembered. */
  begin(): void {
    this.globals.names.clear();
    for (const info of this.classes.values()) info.attributes.clear();
  }

  recallTop(statement: Statement): RememberedTop | undefined {
    return this.tops.get(statement);
  }

  keepTop(statement: Statement, found: RememberedTop): void {
    this.tops.set(statement, found);
  }

  recall(node: FunctionDefinition, passed: string): Remembered | undefined {
    return this.functions.get(node)?.get(passed);
  }

  keep(node: FunctionDefinition, passed: string, found: Remembered): void {
    const known = this.functions.get(node) ?? new Map<string, Remembered>();
    if (known.size > 7) known.clear();
    known.set(passed, found);
    this.functions.set(node, known);
  }

  /** The class of a name: the same object in every version, so that what was remembered of it stays true. */
  classInfo(before: readonly ClassInfo[], facts: ClassFacts): ClassInfo {
    const key = `${facts.name}#${before.filter((info) => info.name === facts.name).length}`;
    const known = this.classes.get(key);
    const info: ClassInfo = known ? Object.assign(known, facts) : { ...facts, attributes: new Map() };
    info.attributes.clear();
    this.classes.set(key, info);
    return info;
  }
}

const identities = new WeakMap<FunctionDefinition, number>();
let identity = 0;

/** Tells definitions apart that are worded alike: a number for each. */
export function identityOf(definition: FunctionDefinition): string {
  const known = identities.get(definition) ?? ++identity;
  identities.set(definition, known);
  return String(known);
}

/**
 * A kind as text: equal texts mean that nothing which depends on the kind can tell them apart. Functions of the file are
 * told apart by name, or by what `which` says of their definitions.
 */
export function describe(
  typed: Typed | undefined,
  which: (definition: FunctionDefinition) => string = () => "",
): string {
  if (!typed) return "?";
  const { kind } = typed;
  const text =
    kind.is === "function" && kind.definition ? `f:${kind.name}@${which(kind.definition)}` : describeKind(kind);
  return `${typed.ground[0]}${typed.imported ? "i" : ""}${text}`;
}

function describeKind(kind: Kind): string {
  switch (kind.is) {
    case "module":
      return `m:${kind.name}`;
    case "function":
      return `f:${kind.name}${kind.definition ? "@" : ""}`;
    case "class":
      return `c:${kind.name}${classText(kind.definition)}`;
    case "instance":
      return `o:${kind.of}${classText(kind.definition)}[${describe(kind.item)}]`;
    case "method":
      return `b:${describe(kind.receiver)}.${kind.name}`;
    case "tuple":
      return `(${kind.items.map((item) => describe(item)).join()})`;
    case "collection":
      return `[${describe(kind.item)}]`;
    case "literal":
      return `l:${kind.type}=${kind.text ?? ""}`;
  }
}

const classText = (info: ClassInfo | undefined): string =>
  info ? `@${info.roots.join()}/${[...info.methods.keys()].join()}` : "";
