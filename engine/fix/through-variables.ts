import type { Context } from "../rule.ts";
import type { Through } from "../seen-model.ts";
import type { Reference } from "../semantics/reference.ts";

/** The calls through variables that hold the same class or function. */
export const callsThrough = ({ name }: Reference, { model }: Context): readonly Through[] => model.callsThrough(name);

/** Whether calls of a value that only gets a name here are seen, so that they are rewritten where they stand. */
export const isCalledHere = (reference: Reference, context: Context): boolean =>
  reference.use !== "argument" && callsThrough(reference, context).length > 0;
