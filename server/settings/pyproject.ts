import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parse, TomlError } from "smol-toml";
import { MINDSPORE_VERSIONS } from "#engine";
import { excluder } from "./excludes.ts";
import { checkNames, SettingsError } from "./names.ts";
import { didYouMean } from "./nearest.ts";
import { DEVICES, isRecord, oneOf, type Project } from "./settings.ts";

const KEYS = ["target-version", "device", "select", "ignore", "exclude"];

/** A project's settings and the folder they hold for. */
export interface FoundProject extends Project {
  readonly folder: string;
  /** Whether its `exclude` leaves out a file or folder, by its absolute path. */
  isExcluded(path: string): boolean;
}

/** Finds the settings of files: those of the nearest pyproject.toml that has `[tool.torch2ms]`, read once per folder. */
export class Projects {
  readonly #byFolder = new Map<string, FoundProject | undefined>();

  /** Settings for files in a folder; throws a `SettingsError` for a file that cannot be followed. */
  of(folder: string): FoundProject | undefined {
    if (this.#byFolder.has(folder)) return this.#byFolder.get(folder);
    const parent = dirname(folder);
    const project = readProject(folder) ?? (parent === folder ? undefined : this.of(parent));
    this.#byFolder.set(folder, project);
    return project;
  }

  /** Reads everything anew when it is asked for next. */
  forget(): void {
    this.#byFolder.clear();
  }
}

function readProject(folder: string): FoundProject | undefined {
  const path = join(folder, "pyproject.toml");
  const text = readIfThere(path);
  const tool = text === undefined ? undefined : parseToml(text, path).tool;
  const table = isRecord(tool) ? tool.torch2ms : undefined;
  if (table === undefined) return undefined;
  if (!isRecord(table)) throw new SettingsError(`${path}: tool.torch2ms is not a table`);
  const project = projectFrom(table, path);
  const isExcluded = excluder(project.exclude ?? []);
  return { folder, ...project, isExcluded: (file) => isExcluded(relative(folder, file)) };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new SettingsError(`${path}: cannot be read (${code})`);
  }
}

function parseToml(text: string, path: string): Record<string, unknown> {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [what] = error.message.split("\n");
    throw new SettingsError(`${path}:${error.line}:${error.column}: ${what}`);
  }
}

function projectFrom(table: Record<string, unknown>, path: string): Project {
  const where = (key: string) => `${path}: tool.torch2ms.${key}`;
  const unknown = Object.keys(table).find((key) => !KEYS.includes(key));
  if (unknown) throw new SettingsError(`${where(unknown)} is not a setting${didYouMean(unknown, KEYS)}`);
  const strings = (key: string): string[] | undefined => {
    const value = table[key];
    if (value === undefined) return undefined;
    if (Array.isArray(value) && value.every((item): item is string => typeof item === "string")) return value;
    throw new SettingsError(`${where(key)} must be a list of strings`);
  };
  const choice = <T extends string>(key: string, allowed: readonly T[]): T | undefined => {
    const chosen = oneOf(allowed, table[key]);
    if (table[key] === undefined || chosen) return chosen;
    throw new SettingsError(`${where(key)} must be one of ${allowed.map((value) => `"${value}"`).join(", ")}`);
  };
  const [select, ignore] = [strings("select"), strings("ignore")];
  checkNames(select ?? [], where("select"));
  checkNames(ignore ?? [], where("ignore"));
  return {
    targetVersion: choice("target-version", MINDSPORE_VERSIONS),
    device: choice("device", DEVICES),
    select,
    ignore,
    exclude: strings("exclude"),
  };
}
