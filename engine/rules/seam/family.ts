import { type ClassInfo, classFamily, type Kind, type LayerFamily, layerFamily } from "../../semantics/kinds.ts";
import { isMeantClass } from "../../semantics/lineage.ts";
import type { FileModel } from "../../semantics/model.ts";
import type { Span } from "../../syntax/nodes.ts";

export const OTHER: Readonly<Record<LayerFamily, LayerFamily>> = { torch: "mindspore", mindspore: "torch" };

export const WHOSE: Readonly<Record<LayerFamily, string>> = { torch: "torch's", mindspore: "MindSpore's" };

/** Whose layer a value is; nobody's where MindSpore is asked for it and has none, which raises before anything is mixed. */
export const familyOfKind = (kind: Kind): LayerFamily | undefined => (isMeant(kind) ? undefined : layerFamily(kind));

/** The same of a class of the project. */
export const familyOfClass = (info: ClassInfo): LayerFamily | undefined =>
  isMeantClass(info) ? undefined : classFamily(info);

const isMeant = (kind: Kind): boolean =>
  (kind.is === "class" || kind.is === "instance") &&
  (kind.definition ? isMeantClass(kind.definition) : kind.meant === true);

/** The classes of a file that raise where they are defined, so that nothing in them runs. */
export const neverDefined = ({ classes }: FileModel): readonly Span[] =>
  classes.filter(isMeantClass).map(({ node }) => node);

/** Whether a place is inside one of some spans. */
export const isInside = (spans: readonly Span[], { start, end }: Span): boolean =>
  spans.some((span) => span.start <= start && end <= span.end);
