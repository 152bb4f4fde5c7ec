import {
  type Callable,
  type ClassInfo,
  type Entries,
  type HeldTest,
  isForeign,
  isOwn,
  type Kind,
  type Typed,
} from "./kinds.ts";
import { isMeantClass } from "./lineage.ts";

const identities = new WeakMap<object, number>();
let identity = 0;

/** Tells definitions apart that are worded alike: a number for each. */
export function identityOf(definition: object): number {
  const known = identities.get(definition) ?? ++identity;
  identities.set(definition, known);
  return known;
}

/** Whether two kinds are alike for all that depends on them. */
export const isSameKind = (a: Typed | undefined, b: Typed | undefined): boolean =>
  a === b || describe(a) === describe(b);

/** A kind as text: equal texts mean that nothing which depends on the kind can tell them apart. */
export function describe(typed: Typed | undefined): string {
  if (!typed) return "?";
  return `${typed.ground[0]}${typed.imported ? `i${typed.imported}=` : ""}${describeKind(typed.kind)}`;
}

function describeKind(kind: Kind): string {
  switch (kind.is) {
    case "module":
      return `m:${kind.name}${kind.members ? `#${identityOf(kind.members)}` : ""}`;
    case "function":
      return `f:${kind.name}${functionText(kind.definition)}`;
    case "class":
      return `c:${kind.name}${classText(kind.definition)}${kind.meant ? "~" : ""}`;
    case "instance":
      return `o:${kind.of}${classText(kind.definition)}[${describe(kind.item)}]${entriesText(kind.entries)}${kind.orNumber ? "|n" : ""}${kind.meant ? "~" : ""}`;
    case "method":
      return `b:${describe(kind.receiver)}.${kind.name}`;
    case "tuple":
      return `(${kind.items.map(describe).join()})`;
    case "collection":
      return `[${kind.keyed ? `${describe(kind.key)}:` : ""}${describe(kind.item)}]${entriesText(kind.entries)}`;
    case "literal":
      return `l:${kind.type}=${kind.text ?? ""}${testText(kind.asks)}`;
    case "alias":
      return `t:${describe(kind.of)}`;
    case "unrelated":
      return `u:${kind.library}`;
  }
}

const entriesText = (entries: Entries | undefined): string =>
  entries ? `{${[...entries].map(([key, value]) => `${key}:${describe(value)}`).join()}}` : "";

const testText = (test: HeldTest | undefined): string =>
  test ? `?${test.of}:${describe(test.was)}:${describe(test.told)}` : "";

const functionText = (definition: Callable | undefined): string =>
  definition && isForeign(definition) ? `#${identityOf(definition)}` : definition ? "@" : "";

/** What a class of another file has is not told in words: it is another object when anything in it is another. */
export function classText(info: ClassInfo | undefined): string {
  if (!info) return "";
  const text = `@${info.roots.join()}${isMeantClass(info) ? "~" : ""}/${[...info.methods.keys()].join()}`;
  return isOwn(info) ? text : `${text}#${identityOf(info)}`;
}
