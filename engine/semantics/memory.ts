import type { Call, Expression, FunctionDefinition } from "../syntax/nodes.ts";
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

/** What is kept of a file from one version to the next: by nodes, which stay the same while their text does. */
export class Memory {
  readonly kinds = new WeakMap<Expression, Typed>();
  readonly globals = new Environment();
  private readonly functions = new WeakMap<FunctionDefinition, Map<string, Remembered>>();
  private readonly classes = new Map<string, ClassInfo>();

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

/** A kind as text: equal texts mean that nothing which depends on the kind can tell them apart. */
export function describe(typed: Typed | undefined): string {
  if (!typed) return "?";
  return `${typed.ground[0]}${typed.imported ? "i" : ""}${describeKind(typed.kind)}`;
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
      return `(${kind.items.map(describe).join()})`;
    case "collection":
      return `[${describe(kind.item)}]`;
    case "literal":
      return `l:${kind.type}=${kind.text ?? ""}`;
  }
}

const classText = (info: ClassInfo | undefined): string =>
  info ? `@${info.roots.join()}/${[...info.methods.keys()].join()}` : "";
