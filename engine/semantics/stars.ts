import { nameByStar } from "../catalogue/stars.ts";
import { frameworkOf } from "./frameworks.ts";
import { type Typed, weaken } from "./kinds.ts";
import { isUnrelatedName } from "./unrelated.ts";

/** `from module import *` */
export interface Star {
  readonly module: string;
  readonly level: number;
}

/** What a module of the project gives a name by a star import of it. */
export type Exported = (name: string) => Typed | undefined;

/** What star imports bring a name: the last one that has it counts, and behind one that nobody can read it likely is another's. */
export function broughtByStars(
  stars: readonly Star[],
  name: string,
  nameOf: (qualified: string) => Typed | undefined,
  exportedBy: (star: Star) => Exported | undefined,
): Typed | undefined {
  const unread: Star[] = [];
  for (const star of stars.toReversed()) {
    const typed = broughtBy(star, name, nameOf, exportedBy);
    if (typed === null) unread.push(star);
    else if (typed) return behind(unread, typed);
  }
  return undefined;
}

/** What a star import has brought, behind others that nobody can read: they bring functions and classes, and no module of a framework's. */
function behind(unread: readonly Star[], typed: Typed): Typed | undefined {
  if (typed.kind.is === "module") return typed;
  if (unread.some(({ module }) => SHARES_NAMES.test(module))) return undefined;
  return unread.every(({ module }) => isUnrelatedName(module)) ? typed : weaken(typed, "likely");
}

/** What one star import brings; null where nobody can read what it imports. */
function broughtBy(
  star: Star,
  name: string,
  nameOf: (qualified: string) => Typed | undefined,
  exportedBy: (star: Star) => Exported | undefined,
): Typed | undefined | null {
  const { module, level } = star;
  if (level === 0 && frameworkOf(module)) {
    const qualified = nameByStar(module, name);
    return qualified === undefined ? undefined : nameOf(qualified);
  }
  const exported = exportedBy(star);
  return exported || level > 0 ? exported?.(name) : null;
}

/** Libraries that have functions of the same names as the frameworks': `zeros`, `exp`, `randint`. */
const SHARES_NAMES =
  /^(numpy|scipy|pylab|matplotlib|math|cmath|random|operator|builtins|sympy|jax|cupy|tensorflow|keras|paddle|mxnet|jittor|oneflow|tinygrad|mpmath)(\.|$)/;
