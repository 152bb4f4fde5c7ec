import type { Analysis } from "./analyze.ts";
import { isForeign, isTensor, type Kind, layerFamily, type Typed } from "./semantics/kinds.ts";
import type { Expression, Span } from "./syntax/nodes.ts";
import { walkExpressions } from "./syntax/walk.ts";

/** Something that another file makes of torch. */
interface Source {
  readonly name: string;
  readonly path: string;
}

/** What parts of a file take of torch from other files. */
export function reliances({ model, outside }: Analysis, isInside: (at: Span) => boolean): Source[] {
  const sources = new Map<string, Source>();
  const note = (node: Expression): void => {
    const source = torchSource(model.kindOf(node)?.kind);
    if (source && isInside(node)) sources.set(`${source.name} ${source.path}`, source);
  };
  if (outside)
    walkExpressions(model.module, (node) => {
      if (/^(name|attribute|call)$/.test(node.kind)) note(node);
    });
  return [...sources.values()];
}

/** Why a rewrite of what takes something of torch from a file that stays is not safe. */
export const stillTorch = ({ name, path }: Source): string =>
  `${name} of ${path.slice(path.lastIndexOf("/") + 1)} is still PyTorch`;

function torchSource(kind: Kind | undefined): Source | undefined {
  if (!kind) return undefined;
  if (kind.is === "function" && kind.definition && isForeign(kind.definition)) {
    const { name, foreign, result } = kind.definition;
    return isTorch(result) ? { name, path: foreign } : undefined;
  }
  if ((kind.is !== "class" && kind.is !== "instance") || !kind.definition?.foreign) return undefined;
  const { name, foreign } = kind.definition;
  return layerFamily(kind) === "torch" ? { name, path: foreign } : undefined;
}

/** Whether a value is a torch tensor or layer, or holds one. */
function isTorch(typed: Typed | undefined): boolean {
  const kind = typed?.kind;
  if (!typed || !kind) return false;
  if (kind.is === "tuple") return kind.items.some(isTorch);
  if (kind.is === "collection") return isTorch(kind.item);
  return (isTensor(typed) && typed.kind.of.startsWith("torch")) || layerFamily(kind) === "torch";
}
