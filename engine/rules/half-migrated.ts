import { perFile } from "../per-file.ts";
import type { Context } from "../rule.ts";
import { frameworkOf, isMindSporeName } from "../semantics/frameworks.ts";
import { nameBehind } from "../semantics/kinds.ts";
import type { FileModel } from "../semantics/model.ts";

/**
 * Whether a file imports torch, which the last repair of a migration takes away: in a file that does not, what is done with
 * MindSpore's names is meant.
 */
export const isBesideTorch = perFile(
  ({ model, text }: Context): boolean => importedIn(model).some(isOfTorch) || LOCAL_IMPORT.test(text),
);

/** Whether a file's imports bring it names of both frameworks; most files' do not, and are looked at no further. */
export const isHalfMigrated = (context: Context): boolean =>
  importedIn(context.model).some(isMindSporeName) && isBesideTorch(context);

const LOCAL_IMPORT = /^[ \t]+(import|from)[ \t]+torch\b/m;

const isOfTorch = (name: string): boolean => frameworkOf(name) !== undefined && !isMindSporeName(name);

const importedIn = ({ globals }: FileModel): string[] =>
  [...globals.values()].map((typed) => typed?.imported ?? nameBehind(typed) ?? "");
