import type { Context } from "../rule.ts";
import { frameworkOf, isMindSporeName, isTorchName } from "../semantics/frameworks.ts";
import { nameBehind } from "../semantics/kinds.ts";

/** Whether a file uses names of torch. What MindSpore's own code does with MindSpore's names is meant. */
export const isBesideTorch = ({ model }: Context): boolean =>
  model.references.some(({ name, receiver }) => !receiver && isTorchName(name));

const LOCAL_IMPORT = /^[ \t]+(import|from)[ \t]+torch\b/m;

/** Whether a file's imports bring it names of both frameworks; most files' do not, and are looked at no further. */
export function isHalfMigrated({ model, text }: Context): boolean {
  const frameworks = new Set<boolean>();
  for (const typed of model.globals.values()) {
    const name = typed?.imported ?? nameBehind(typed);
    if (name && frameworkOf(name)) frameworks.add(isMindSporeName(name));
  }
  return frameworks.size === 2 || (frameworks.size === 1 && LOCAL_IMPORT.test(text));
}
