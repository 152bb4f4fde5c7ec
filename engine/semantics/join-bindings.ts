import { torchNameKind } from "../catalogue/signatures.ts";
import { isMindSporeName, isTorchName } from "./frameworks.ts";
import { join, likely, nameBehind, type Typed } from "./kinds.ts";

/** What a name is that is bound to `a` on one path and to `b` on another; where an import binds it, likely what that brings. */
export function joinBindings(a: Typed | undefined, b: Typed | undefined): Typed | undefined {
  return join(a, b) ?? joinTensorTypes(a, b) ?? joinImports(a, b) ?? joinImports(b, a);
}

/** `torch.cuda.FloatTensor` and `torch.FloatTensor`: tensor types of either device count as one. */
export function joinTensorTypes(a: Typed | undefined, b: Typed | undefined): Typed | undefined {
  if (a?.kind.is !== "class" || b?.kind.is !== "class") return undefined;
  const plain = (name: string) => name.replace(/^torch\.cuda\./, "torch.");
  return plain(a.kind.name) === plain(b.kind.name) ? likely({ is: "class", name: plain(a.kind.name) }) : undefined;
}

/**
 * Torch's, imported on one path, where the other path leaves the name unknown or unbound, imports it from elsewhere, or
 * puts something in its place that is not torch's.
 */
function joinImports(torch: Typed | undefined, other: Typed | undefined): Typed | undefined {
  if (!torch?.imported || !isTorchName(torch.imported)) return undefined;
  if (!other || (other.imported && isTorchName(other.imported))) return { ...torch, ground: "likely" };
  if (isMindSporeName(nameBehind(other) ?? "")) return undefined;
  if (!other.imported) return standsIn(other) ? { ...torch, ground: "likely" } : undefined;
  if (torchNameKind(torch.imported) !== "module") return { ...torch, ground: "likely" };
  // A module in the place of torch is a choice that the program makes when it runs: it is a module, and nothing more is said of it.
  return other.kind.is === "module" && !other.kind.members ? { ...other, ground: "likely" } : undefined;
}

/**
 * Whether something only keeps a file importable without torch: `Module = object`, a string, an empty class. A function, or a
 * class that is a layer itself, does the work where torch has none.
 */
function standsIn({ kind }: Typed): boolean {
  if (kind.is === "class") return !kind.definition?.roots.some(isTorchName);
  return kind.is === "literal" || kind.is === "unrelated";
}
