import type { Environment, Read } from "./environment.ts";
import type { FunctionRecord } from "./events.ts";
import { classText } from "./kind-text.ts";
import { type ClassInfo, testIn } from "./kinds.ts";
import type { Speech } from "./torch-imports.ts";

/** What was the same all over a module when a piece of its code was looked at. */
export interface ModuleReading {
  /** What the module imports that has tensors. */
  readonly speech: Speech;
  /** The module's names that functions bind to something else. */
  readonly rebound: ReadonlySet<string>;
}

/** What the names were that a piece of code reads; compared one by one, since names of the module are interned. */
export interface Reading extends ModuleReading {
  readonly kinds: readonly Read[];
  /** The class that the code is in, and what it was. */
  readonly class?: { readonly info: ClassInfo; readonly text: string };
}

/** What names are where they are read, with what else decides how the code is followed. */
export const readingOf = (
  module: ModuleReading,
  names: readonly string[],
  env: Environment,
  record?: FunctionRecord,
): Reading => {
  const scope = scopeOf(env, record);
  return { ...module, kinds: kindsRead(names, scope), class: record && classAround(record) };
};

/** What names are in a scope, and after them what those are that they hold tests of. */
export const kindsRead = (names: readonly string[], scope: Environment): readonly Read[] => {
  const read = names.map((name) => scope.read(name));
  return read.concat(
    read.flatMap((kind) => {
      const test = testIn(kind);
      return test ? [scope.read(test.of)] : [];
    }),
  );
};

/** Whether names are in a scope what they were before. */
export function areAsRead(before: readonly Read[], names: readonly string[], scope: Environment): boolean {
  let next = names.length;
  for (let i = 0; i < names.length; i++) {
    const kind = scope.read(names[i]);
    if (kind !== before[i]) return false;
    const test = testIn(kind);
    if (test && scope.read(test.of) !== before[next++]) return false;
  }
  return true;
}

/** What a piece of code looks names up in: the module's statements where they stand, functions where they were defined. */
const scopeOf = (env: Environment, record: FunctionRecord | undefined): Environment =>
  record ? env.inside(record.since) : env;

/** Whether a piece of code reads what it read before. */
export function readsTheSame(
  before: Reading,
  module: ModuleReading,
  names: readonly string[],
  env: Environment,
  record?: FunctionRecord,
): boolean {
  if (before.speech !== module.speech || before.rebound !== module.rebound) return false;
  const around = record && classAround(record);
  if (before.class?.info !== around?.info || before.class?.text !== around?.text) return false;
  const scope = scopeOf(env, record);
  return areAsRead(before.kinds, names, scope);
}

/** The class that a function is in, and what it is there; a method may have been defined once more under its name. */
export function classAround({ node, place }: FunctionRecord): Reading["class"] {
  const info = place.class;
  if (!info) return undefined;
  return { info, text: `${classText(info)}${info.methods.get(node.name) === node ? "" : "!"}` };
}
