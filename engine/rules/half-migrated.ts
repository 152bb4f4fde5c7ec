import { kindCollector } from "../by-kinds.ts";
import { perFile } from "../per-file.ts";
import { remembered } from "../remembered.ts";
import type { Context } from "../rule.ts";
import { frameworkOf, isMindSporeName } from "../semantics/frameworks.ts";
import { isForeign, isTensor, nameBehind, type Typed } from "../semantics/kinds.ts";
import { collector, inventoryOf } from "../syntax/collect.ts";
import type { Statement } from "../syntax/nodes.ts";
import { suites } from "../syntax/walk.ts";

/**
 * Whether a file imports torch, which the last repair of a migration takes away: in a file that does not, what is done with
 * MindSpore's names is meant.
 */
export const isBesideTorch = perFile(
  (context: Context): boolean => importedIn(context).some(isOfTorch) || LOCAL_TORCH.test(context.text),
);

/** Whether a file's imports bring it names of both frameworks; most files' do not, and are looked at no further. */
export const isHalfMigrated = (context: Context): boolean =>
  (importedIn(context).some(isMindSporeName) || importsLocally(context.text)) && isBesideTorch(context);

const LOCAL_TORCH = /^[ \t]+(import|from)[ \t]+torch\b/m;
const LOCAL_MINDSPORE = /^[ \t]+(import|from)[ \t]+mindspore\b/m;

/** Most files do not have the word, which is found faster than the line. */
const importsLocally = (text: string): boolean => text.includes("mindspore") && LOCAL_MINDSPORE.test(text);

const isOfTorch = (name: string): boolean => frameworkOf(name) !== undefined && !isMindSporeName(name);

/**
 * What imports bring, and the tensors that are made of it. What a file makes itself is not asked otherwise: its `nn.Module` is
 * torch's where `nn` is MindSpore's.
 */
const importedIn = perFile((context: Context): readonly string[] => {
  const { globals, module } = context.model;
  const imports = importsIn(module);
  const names = namesBound(imports);
  const isAnyBrought = names.has("*");
  const brought = imports.map((one) => one.module);
  for (const [name, typed] of globals)
    if (isAnyBrought || isTensor(typed) || names.has(name))
      brought.push(nameBrought(typed, () => isWritten(name, context.text, names.has(name) ? 2 : 1)));
  return [...globals.values()].some(isOfProject) ? [...brought, ...takenIn(context)] : brought;
});

/** Longer files have code of their own, and use what they import. */
const longestList = 20_000;

/** Whether a word stands in a text so many times: once where it is imported. */
function isWritten(word: string, text: string, times: number): boolean {
  if (text.length > longestList) return true;
  let at = text.indexOf(word);
  for (let left = times - 1; left > 0 && at >= 0; left--) at = text.indexOf(word, at + word.length);
  return at >= 0;
}

/** What stands behind a name that was imported: of a function of the project's that is used, what it gives. */
function nameBrought(typed: Typed | undefined, isUsed: () => boolean): string {
  const kind = typed?.kind;
  const definition = kind?.is === "function" ? kind.definition : undefined;
  // What a function gives takes following its file: a package's __init__ hands on hundreds that nothing calls there.
  const brought = definition && isForeign(definition) && isUsed() ? definition.result : typed;
  return typed?.imported ?? nameBehind(brought) ?? "";
}

const isOfProject = (typed: Typed | undefined): boolean =>
  typed?.kind.is === "module" && typed.kind.members !== undefined;

/** What is taken out of the project's modules: `Net` in `models.Net()`. */
const takenIn = kindCollector((top, { model }) =>
  inventoryOf(top).members.flatMap((member) =>
    isOfProject(model.kindOf(member.value)) ? [nameBrought(model.kindOf(member), () => true)] : [],
  ),
);

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
