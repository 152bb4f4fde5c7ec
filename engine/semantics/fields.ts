import { type ClassInfo, isOwn, type Kind, type Typed } from "./kinds.ts";
import { nearest } from "./lineage.ts";
import type { Surroundings } from "./surroundings.ts";

/** What a class of the project is to have items by its fields: `class Row(TypedDict)`, `class Out(NamedTuple)`. */
function fieldsBy(info: ClassInfo): "key" | "place" | undefined {
  const named = (pattern: RegExp) =>
    nearest(info, ({ bases }) => bases.some((base) => base?.kind.is === "module" && pattern.test(base.kind.name)));
  if (named(/^typing(_extensions)?\.TypedDict$/)) return "key";
  return named(/^typing(_extensions)?\.NamedTuple$/) ? "place" : undefined;
}

/** What stands under a key of a TypedDict or at a place of a NamedTuple. */
export function fieldAt(
  { definition }: Kind & { is: "instance" },
  key: Typed | undefined,
  around: Surroundings,
): Typed | undefined {
  const by = definition && key?.kind.is === "literal" && key.kind.text !== undefined ? fieldsBy(definition) : undefined;
  if (!definition || key?.kind.is !== "literal" || key.kind.text === undefined || !by) return undefined;
  if (by === "key") return key.kind.type === "str" ? around.attributeOf(definition, key.kind.text) : undefined;
  const name = key.kind.type === "int" ? placesOf(definition)?.at(Number(key.kind.text)) : undefined;
  return name === undefined ? undefined : around.attributeOf(definition, name);
}

/** A NamedTuple as the tuple of its fields; anything else is what it is. */
export function asTuple(typed: Typed | undefined, around: Surroundings): Typed | undefined {
  const definition = typed?.kind.is === "instance" ? typed.kind.definition : undefined;
  const names = definition && fieldsBy(definition) === "place" ? placesOf(definition) : undefined;
  if (!typed || !definition || !names) return typed;
  const items = names.map((name) => around.attributeOf(definition, name));
  return { kind: { is: "tuple", items }, ground: typed.ground };
}

/** The fields of a class in order, as they are declared in it. */
function placesOf(info: ClassInfo): readonly string[] | undefined {
  if (!isOwn(info)) return undefined;
  return info.node.body.statements.flatMap((statement) =>
    statement.kind === "assign" && statement.annotation
      ? statement.targets.flatMap((target) => (target.kind === "name" ? [target.id] : []))
      : [],
  );
}
