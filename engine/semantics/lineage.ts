import type { Callable, ClassInfo, Typed } from "./kinds.ts";

/** The nearest of a class and those of the project above it of which something holds, with a name; those further are not looked at. */
export function nearest(
  info: ClassInfo,
  holds: (at: ClassInfo, name: string) => boolean,
  name = "",
): ClassInfo | undefined {
  const line = [info];
  for (let next = 0; next < line.length; next++) {
    const at = line[next];
    if (holds(at, name)) return at;
    for (let i = 0; i < at.bases.length; i++) {
      const base = at.bases[i];
      const above = base?.kind.is === "class" ? base.kind.definition : undefined;
      if (above && !line.includes(above)) line.push(above);
    }
  }
  return undefined;
}

/** The method that counts for a class: its own, or the nearest one above. */
export const methodIn = (info: ClassInfo, name: string): Callable | undefined =>
  nearest(info, hasMethod, name)?.methods.get(name);

const hasMethod = ({ methods }: ClassInfo, name: string): boolean => methods.has(name);

/** Whether MindSpore is asked for a class above it, and has none. */
export const isMeantClass = (info: ClassInfo): boolean => nearest(info, hasMeantBase) !== undefined;

const hasMeantBase = ({ bases }: ClassInfo): boolean =>
  bases.some((base) => base?.kind.is === "class" && base.kind.meant === true);

/** `class Meter(object)` says no more than `class Meter`. */
export const OBJECT = "builtins.object";

/** Names of framework classes above, nearest first. */
export function rootsOf(bases: readonly (Typed | undefined)[]): string[] {
  return bases.flatMap((base) => {
    if (base?.kind.is !== "class") return [];
    if (base.kind.definition) return base.kind.definition.roots;
    return base.kind.name === OBJECT ? [] : [base.kind.name];
  });
}
