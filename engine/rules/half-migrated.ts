import { perFile } from "../per-file.ts";
import type { Context } from "../rule.ts";
import { frameworkOf, isMindSporeName } from "../semantics/frameworks.ts";
import { isTensor, nameBehind } from "../semantics/kinds.ts";
import type { Block } from "../syntax/nodes.ts";

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
  const { modules, names } = importsOf(module.body);
  const brought = [...modules];
  for (const [name, typed] of globals)
    if (names.has(name) || names.has("*") || isTensor(typed)) brought.push(typed?.imported ?? nameBehind(typed) ?? "");
  return brought;
});

interface Imports {
  readonly modules: Set<string>;
  /** What they bind; "*" where one takes all there is. */
  readonly names: Set<string>;
}

/** What a module's own code imports. */
function importsOf(block: Block | undefined, into: Imports = { modules: new Set(), names: new Set() }): Imports {
  for (const node of block?.statements ?? []) {
    if (node.kind === "import")
      for (const name of node.names) add(name.name, name.alias ?? name.name.split(".")[0], into);
    else if (node.kind === "import-from") {
      for (const { name, alias } of node.names) add(node.level > 0 ? "" : node.module, alias ?? name, into);
      if (node.star) add(node.level > 0 ? "" : node.module, "*", into);
    } else if (node.kind === "if") for (const { body } of node.branches) importsOf(body, into);
    else if (node.kind === "try") for (const { body } of [node, ...node.handlers]) importsOf(body, into);
    if (node.kind === "if" || node.kind === "try") importsOf(node.otherwise, into);
  }
  return into;
}

function add(module: string, name: string, { modules, names }: Imports): void {
  modules.add(module);
  names.add(name);
}
