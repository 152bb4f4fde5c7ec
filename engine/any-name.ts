import { remembered } from "./remembered.ts";
import { isMindSporeName } from "./semantics/frameworks.ts";

/** Tells whether any of the names that a file's references have is of a sort; each set of them is asked once. */
export const anyName = (is: (name: string) => boolean) =>
  remembered((names: ReadonlySet<string>): boolean => [...names].some(is));

/** Whether any of them is MindSpore's. */
export const anyOfMindSpore = anyName(isMindSporeName);
