import type { Call } from "../syntax/nodes.ts";
import { methodRole } from "./decorators.ts";
import type { Environment } from "./environment.ts";
import { certain, instance, type Kind, type Typed } from "./kinds.ts";
import { OBJECT } from "./lineage.ts";
import type { Place } from "./reference.ts";
import type { Surroundings } from "./surroundings.ts";

/** Whether a call is `super()`, which nothing of the file hides. */
export const isSuper = ({ function: target }: Call, env: Environment): boolean =>
  target.kind === "name" && target.id === "super" && !env.has("super");

/** What `super()` stands for, asked for a member: the first base that has it, or reaches a framework that may; in a class method its class. */
export function superOf(
  around: Surroundings,
  place: Place,
  of: Typed | undefined,
  member: string | undefined,
): Typed | undefined {
  const info = of?.kind.is === "class" ? of.kind.definition : place.class;
  if (!info) return undefined;
  if (!info.bases.length) return instance(OBJECT);
  const bases = info.bases.map((base) => base?.kind).filter((base) => base?.is === "class");
  const has = ({ definition }: Kind & { is: "class" }): boolean =>
    !definition ||
    definition.roots.length > 0 ||
    (member !== undefined && around.methodOf(definition, member) !== undefined);
  const base = bases.find(has) ?? bases[0];
  if (base) {
    const isClass = place.function !== undefined && methodRole(place.function) === "class";
    return isClass ? certain(base) : certain({ is: "instance", of: base.name, definition: base.definition });
  }
  const [first] = info.bases;
  return first?.kind.is === "module" && !first.kind.members ? instance(first.kind.name) : undefined;
}
