import { perFile } from "../per-file.ts";
import type { Context } from "../rule.ts";
import type { Reference } from "../semantics/reference.ts";
import type { Call } from "../syntax/nodes.ts";

/** A call through a variable. */
type Through = Reference & { readonly call: Call };

/** The calls through variables that hold the same class or function. */
export const callsThrough = ({ name }: Reference, context: Context): readonly Through[] =>
  callsByName(context).get(name) ?? NONE;

const NONE: readonly Through[] = [];

const callsByName = perFile(({ model }: Context): ReadonlyMap<string, readonly Through[]> => {
  const calls = new Map<string, Through[]>();
  for (const reference of model.references) {
    if (!isThrough(reference)) continue;
    const known = calls.get(reference.name);
    if (known) known.push(reference);
    else calls.set(reference.name, [reference]);
  }
  return calls;
});

const isThrough = (reference: Reference): reference is Through => reference.alias && reference.call !== undefined;

/** Whether calls of a value that only gets a name here are seen, so that they are rewritten where they stand. */
export const isCalledHere = ({ use, name }: Reference, { model }: Context): boolean =>
  use !== "argument" && model.called.has(name);
