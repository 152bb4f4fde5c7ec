import { perFile } from "../per-file.ts";
import { remembered } from "../remembered.ts";
import type { Context } from "../rule.ts";
import { frameworkOf, isMindSporeName } from "../semantics/frameworks.ts";
import { isTensor, nameBehind } from "../semantics/kinds.ts";
import { collector } from "../syntax/collect.ts";
import type { Statement } from "../syntax/nodes.ts";
import { suites } from "../syntax/walk.ts";

/**
 * Whether a file imports torch, which the last repair of a migration takes away: in a file that does not, what is done with
 * MindSpore's names is meant.
 */
export const isBesideTorch = perFile(
  (context: Context): boolean => importedIn(context).some(isOfTorch) || LOCAL_IMPORT.test(context.text),
);

/** Whether a file's imports bring it names of both frameworks; most files' do not, and are looked at no further. */
export const isHalfMigrated = (context: Context): boolean =>
  importedIn(context).some(isMindSporeName) && isBesideTorch(context);

const LOCAL_IMPORT = /^[ \t]+(import|from)[ \t]+torch\b/m;

const isOfTorch = (name: string): boolean => frameworkOf(name) !== undefined && !isMindSporeName(name);

/**
 * What imports bring, and the tensors that are made of it. What a file makes itself is not asked otherwise: its `nn.Module` is
 * torch's where `nn` is MindSpore's.
 */
const importedIn = perFile(({ model: { globals, module } }: Context): readonly string[] => {
  const imports = importsIn(module);
  const names = namesBound(imports);
  const isAnyBrought = names.has("*");
  const brought = imports.map((one) => one.module);
  for (const [name, typed] of globals)
    if (isAnyBrought || isTensor(typed) || names.has(name)) brought.push(typed?.imported ?? nameBehind(typed) ?? "");
  return brought;
});

interface Imported {
  readonly module: string;
  /** What it binds; "*" where one takes all there is. */
  readonly name: string;
}

const namesBound = remembered(
  (imports: readonly Imported[]): ReadonlySet<string> => new Set(imports.map(({ name }) => name)),
);

/** What a module's own code imports. */
const importsIn = collector(importsOf);

function importsOf(node: Statement): readonly Imported[] {
  switch (node.kind) {
    case "import":
      return node.names.map(({ name, alias }) => ({ module: name, name: alias ?? name.split(".")[0] }));
    case "import-from": {
      const module = node.level > 0 ? "" : node.module;
      const names = node.names.map(({ name, alias }) => alias ?? name);
      return (node.star ? ["*"] : names).map((name) => ({ module, name }));
    }
    case "if":
    case "try":
      return suites(node).flatMap(({ statements }) => statements.flatMap(importsOf));
    default:
      return NONE;
  }
}

const NONE: readonly Imported[] = [];
