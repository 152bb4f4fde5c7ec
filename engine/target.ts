/** MindSpore versions that code can be migrated to. From 2.7 on, fixes are proven; before, they are explained. */
export const MINDSPORE_VERSIONS = ["1.10", "2.0", "2.5", "2.6", "2.7", "2.8", "2.9", "2.10"] as const;
export type MindSporeVersion = (typeof MINDSPORE_VERSIONS)[number];

export type Device = "Ascend" | "GPU" | "CPU";

/** What the code is migrated to; every answer of the engine depends on it. */
export interface Target {
  readonly mindspore: MindSporeVersion;
  readonly device: Device;
}

export const DEFAULT_TARGET: Target = { mindspore: "2.10", device: "Ascend" };

/** Whether version `a` is `b` or later: versions are compared by their numbers, so 2.10 comes after 2.9. */
export function atLeast(a: MindSporeVersion, b: MindSporeVersion): boolean {
  return MINDSPORE_VERSIONS.indexOf(a) >= MINDSPORE_VERSIONS.indexOf(b);
}

/** Whether fixes for this target can rest on executed proofs. */
export const isProvenTarget = (target: Target): boolean => atLeast(target.mindspore, "2.7");
