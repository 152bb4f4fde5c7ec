import { DEFAULT_TARGET, type Device, type Finding, MINDSPORE_VERSIONS, type Selection, type Target } from "#engine";

/** Which findings are shown: all, those that must change something, or only those that would silently change numbers. */
export const SHOWN = ["all", "changes", "traps"] as const;
export type Show = (typeof SHOWN)[number];

export const DEVICES: readonly Device[] = ["Ascend", "GPU", "CPU"];

/** What a file is analysed for, and what of that is shown. */
export interface Settings {
  readonly enable: boolean;
  readonly target: Target;
  readonly show: Show;
  readonly selection: Selection;
}

/** What a project says in `[tool.torch2ms]`; it wins over the editor. */
export interface Project {
  readonly targetVersion?: Target["mindspore"];
  readonly device?: Device;
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly exclude?: readonly string[];
}

/** Settings from what an editor sends, of which anything may be missing or malformed, and from the project. */
export function settingsFrom(sent: unknown, project: Project): Settings {
  const given = isRecord(sent) ? sent : {};
  return {
    enable: given.enable !== false,
    target: {
      mindspore: project.targetVersion ?? oneOf(MINDSPORE_VERSIONS, given.targetVersion) ?? DEFAULT_TARGET.mindspore,
      device: project.device ?? oneOf(DEVICES, given.device) ?? DEFAULT_TARGET.device,
    },
    show: oneOf(SHOWN, given.show) ?? "all",
    selection: {
      select: project.select ?? strings(given.select),
      ignore: project.ignore ?? strings(given.ignore),
    },
  };
}

/** Whether a finding belongs to what is shown. */
export function isShown(finding: Finding, show: Show): boolean {
  if (show === "traps") return finding.effect === "silent";
  return show === "all" || finding.severity !== "hint";
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value if it is one of those allowed. */
export const oneOf = <T extends string>(allowed: readonly T[], value: unknown): T | undefined =>
  allowed.find((candidate) => candidate === value);

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
