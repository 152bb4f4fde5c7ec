import { perFile } from "../per-file.ts";
import type { Context } from "../rule.ts";
import type { Reference } from "../semantics/reference.ts";
import type { Call } from "../syntax/nodes.ts";

/** The calls through variables that hold the same class or function. */
export const callsThrough = ({ name }: Reference, context: Context): readonly Call[] =>
  callsByName(context).get(name) ?? [];

const callsByName = perFile(({ model }: Context): ReadonlyMap<string, readonly Call[]> => {
  const calls = new Map<string, Call[]>();
  for (const { alias, call, name } of model.references)
    if (alias && call) calls.set(name, [...(calls.get(name) ?? []), call]);
  return calls;
});

/** Whether calls of a value that only gets a name here are seen, so that they are rewritten where they stand. */
export const isCalledHere = ({ use, name }: Reference, { model }: Context): boolean =>
  use !== "argument" && model.called.has(name);
