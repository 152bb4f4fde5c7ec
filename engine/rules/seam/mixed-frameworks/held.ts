import type { LayerFamily, Typed } from "../../../semantics/kinds.ts";
import { familyOfKind } from "../family.ts";

/** What a class, a container or an optimizer of one framework holds. */
export interface Held {
  readonly is: "layer" | "parameter";
  readonly family: LayerFamily;
}

const PARAMETERS: Readonly<Record<string, Held>> = {
  "torch.nn.Parameter": { is: "parameter", family: "torch" },
  "mindspore.Parameter": { is: "parameter", family: "mindspore" },
};

/** The layers and parameters that a value is or holds. */
export function heldBy(typed: Typed | undefined): Held[] {
  const kind = typed?.kind;
  if (kind?.is === "tuple") return kind.items.flatMap(heldBy);
  if (kind?.is === "collection") return [...heldBy(kind.item), ...(kind.entries ? heldIn(kind.entries) : [])];
  if (kind?.is !== "instance") return [];
  const family = familyOfKind(kind);
  const own = family ? { is: "layer" as const, family } : PARAMETERS[kind.of];
  return [...(own ? [own] : []), ...heldBy(kind.item), ...(kind.entries ? heldIn(kind.entries) : [])];
}

const heldIn = (entries: ReadonlyMap<string, Typed | undefined>): Held[] => [...entries.values()].flatMap(heldBy);
