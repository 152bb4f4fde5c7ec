import type { Callable, ClassInfo, Typed } from "./kinds.ts";

/** A class and those above it that are of the project, nearest first. */
export function* lineage(info: ClassInfo): Iterable<ClassInfo> {
  const seen = new Set([info]);
  for (const at of seen) {
    yield at;
    for (const base of at.bases) if (base?.kind.is === "class" && base.kind.definition) seen.add(base.kind.definition);
  }
}

/** The method that counts for a class: its own, or the nearest one above. */
export function methodIn(info: ClassInfo, name: string): Callable | undefined {
  for (const at of lineage(info)) {
    const method = at.methods.get(name);
    if (method) return method;
  }
  return undefined;
}

/** Names of framework classes above, nearest first. */
export function rootsOf(bases: readonly (Typed | undefined)[]): string[] {
  return bases.flatMap((base) => {
    if (base?.kind.is !== "class") return [];
    return base.kind.definition ? base.kind.definition.roots : [base.kind.name];
  });
}
