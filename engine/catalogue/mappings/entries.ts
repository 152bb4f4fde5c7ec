import type { Definition } from "../definition.ts";
import type { Mapping, Proof, Reason } from "../mapping.ts";

/** A name without a counterpart: why, and what to do. */
export const manual = (reason: Reason, instead: string): Mapping => ({ reason, instead });

/** The same answer for several names, which stand with spaces between them. */
export const each = (names: string, entry: (name: string) => Mapping): Record<string, Mapping> =>
  Object.fromEntries(names.split(" ").map((name) => [name, entry(name)]));

/** A mapping to a name, proven by expressions over inputs. */
export const proven = (
  to: string,
  inputs: readonly string[],
  values: readonly string[],
  mapping: Mapping = {},
  proof: Partial<Proof> = {},
): Mapping => ({ to, ...mapping, proof: { inputs, values, ...proof } });

/** What is written into the file for a name, proven by expressions over inputs. */
export const written = (
  definition: Definition,
  inputs: readonly string[],
  values: readonly string[],
  mapping: Mapping = {},
  proof: Partial<Proof> = {},
): Mapping => ({ definition, ...mapping, proof: { inputs, values, ...proof } });

/** What has no gradient, in torch or in MindSpore. */
export const NO_GRADIENT = { gradient: false } as const;
