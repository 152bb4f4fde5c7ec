import type { Category } from "../../engine/index.ts";

/** A construct as it is written, with the reason where nothing is found. */
export type Construct = readonly [code: string, silent?: string];
/** The constructs of systems, by category, in the order the guide has them. */
export type Constructs = Partial<Record<Category, readonly Construct[]>>;

/** Why nothing is found where MindSpore has the same. */
export const ALIKE = "nothing to do: MindSpore's is the same";
