import type { Analysis } from "./analyze.ts";
import { isForeign, isTensor, type Kind, layerFamily, type Typed } from "./semantics/kinds.ts";
import type { Expression, Span } from "./syntax/nodes.ts";
import { walkExpressions } from "./syntax/walk.ts";

/** What parts of a file take from files that stay PyTorch while these parts are rewritten: a reason for each thing taken. */
export function reliances({ model, outside }: Analysis, isInside: (at: Span) => boolean): string[] {
  if (!outside) return [];
  const reasons = new Set<string>();
  const note = (node: Expression): void => {
    const source = torchSource(model.kindOf(node)?.kind);
    if (!source || !outside.stays(source.path) || !isInside(node)) return;
    reasons.add(`${source.name} of ${source.path.slice(source.path.lastIndexOf("/") + 1)} is still PyTorch`);
  };
  walkExpressions(model.module, (node) => {
    if (/^(name|attribute|call)$/.test(node.kind)) note(node);
  });
  return [...reasons];
}

/** Of what another file makes of torch: which file, and what it calls it. */
function torchSource(kind: Kind | undefined): { name: string; path: string } | undefined {
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
