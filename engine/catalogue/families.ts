import { COMPILERS } from "./families/compilers.ts";
import { DEVICES } from "./families/devices.ts";
import { DIFFERENTIATION } from "./families/differentiation.ts";
import { KINDS } from "./families/kinds.ts";
import { LAYERS } from "./families/layers.ts";
import { PROCESSES } from "./families/processes.ts";
import { TOOLS } from "./families/tools.ts";
import { VISION } from "./families/vision.ts";
import type { Family, Mapping } from "./mapping.ts";

/**
 * What is said once for all names below a prefix. A name with a verdict of its own, in a mapping or by a rule, does not
 * belong to its family, and of two families the one with the longer prefix answers.
 */
export const FAMILIES: readonly Family[] = [
  ...DEVICES,
  ...COMPILERS,
  ...PROCESSES,
  ...DIFFERENTIATION,
  ...LAYERS,
  ...TOOLS,
  ...KINDS,
  ...VISION,
];

const ANSWERS = new Map(FAMILIES.map(({ under, reason, instead }) => [under, { reason, instead } satisfies Mapping]));

/** The prefix of the family that a name belongs to: the longest of those it begins with. */
export function familyOf(name: string): string | undefined {
  for (let end = name.length; end > 0; end = name.lastIndexOf(".", end - 1)) {
    const prefix = name.slice(0, end);
    if (ANSWERS.has(prefix)) return prefix;
  }
  return undefined;
}

/** What is said of a name by its family. */
export function answerOfFamily(name: string): Mapping | undefined {
  const prefix = familyOf(name);
  return prefix === undefined ? undefined : ANSWERS.get(prefix);
}
