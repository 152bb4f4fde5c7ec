import type { Context } from "../rule.ts";
import { frameworkOf, isMindSporeName, isTorchName } from "../semantics/frameworks.ts";
import { nameBehind } from "../semantics/kinds.ts";

/** Whether a file uses names of torch. What MindSpore's own code does with MindSpore's names is meant. */
export const isBesideTorch = ({ model }: Context): boolean =>
  model.references.some(({ name, receiver }) => !receiver && isTorchName(name));

const LOCAL_IMPORT = /^[ \t]+(import|from)[ \t]+torch\b/m;

/** Whether a file's imports bring it names of both frameworks; most files' do not, and are looked at no further. */
export function isHalfMigrated({ model, text }: Context): boolean {
  const names = [...model.globals.values()].map((typed) => typed?.imported ?? nameBehind(typed) ?? "");
  const ofTorch = (name: string) => frameworkOf(name) !== undefined && !isMindSporeName(name);
  return names.some(isMindSporeName) && (names.some(ofTorch) || LOCAL_IMPORT.test(text));
}
