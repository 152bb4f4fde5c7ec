import type { Environment } from "./environment.ts";
import type { FunctionRecord } from "./events.ts";
import type { ClassInfo, Typed } from "./kinds.ts";
import { classText } from "./memory.ts";
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
  readonly kinds: readonly (Typed | undefined)[];
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
  return { ...module, kinds: names.map((name) => scope.lookup(name)), class: record && classAround(record) };
};

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
  return names.every((name, i) => scope.lookup(name) === before.kinds[i]);
}

/** The class that a function is in, and what it is there; a method may have been defined once more under its name. */
export function classAround({ node, place }: FunctionRecord): Reading["class"] {
  const info = place.class;
  if (!info) return undefined;
  return { info, text: `${classText(info)}${info.methods.get(node.name) === node ? "" : "!"}` };
}
