import type { Binding, Summary } from "./project/summary.ts";
import type { Outside } from "./semantics/outside.ts";

/** A name of a module, or a method of one of its classes, that a rewrite takes away or makes something else. */
interface Loss {
  readonly name: string;
  readonly method?: string;
  /** Whether it is there no more, so that no rewrite of those who take it helps. */
  readonly isGone: boolean;
}

/** Why a rewrite is not safe for other files: what they take of this one, and do not find any more. */
export function losses(before: Summary, after: Summary, outside: Outside): string[] {
  return lostBetween(before, after).flatMap((loss) => {
    const taker = takerOf(loss, outside);
    const name = loss.method ? `${loss.name}.${loss.method}` : loss.name;
    return taker === undefined ? [] : [`${name} is still used by ${taker.slice(taker.lastIndexOf("/") + 1)}`];
  });
}

function takerOf({ name, method, isGone }: Loss, outside: Outside): string | undefined {
  const takers = outside.takersOf(name, method);
  return isGone ? takers[0] : takers.find((path) => outside.stays(path));
}

function lostBetween(before: Summary, after: Summary): Loss[] {
  return [...before.names].flatMap(([name, bound]): Loss[] => {
    const now = after.names.get(name);
    // Whoever is rewritten as well imports what it needs by itself.
    if (!now) return [{ name, isGone: !bound.every(isImport) }];
    const isOther = bound.every(isValue) && wordsOf(bound) !== wordsOf(now);
    if (isOther) return [{ name, isGone: false }];
    const kept = new Set(now.flatMap(methodsOf));
    const gone = bound.flatMap(methodsOf).filter((method) => !kept.has(method));
    return gone.map((method) => ({ name, method, isGone: false }));
  });
}

const isImport = (binding: Binding): boolean => binding.is === "value" && binding.value?.is === "import";
const isValue = ({ is }: Binding): boolean => is === "value";
const wordsOf = (bound: readonly Binding[]): string => bound.map(({ text }) => text).join("\n");
const methodsOf = (binding: Binding): string[] => (binding.is === "class" ? [...binding.methods.keys()] : []);
