import { type Dirent, existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type IgnoreRules, rulesAbove } from "./gitignore.ts";

/** Says what is wrong with a path; the search goes on. */
export type Complain = (path: string, message: string) => void;

/** Whether an entry, by its absolute path, is left out. */
export type IsExcluded = (path: string) => boolean;

const SKIPPED = new Set(["node_modules", "__pycache__"]);

/** The Python files that paths stand for, each once: files as they are named, folders with what git does not ignore. */
export function* pythonFiles(paths: readonly string[], isExcluded: IsExcluded, complain: Complain): Generator<string> {
  const seen = new Set<string>();
  for (const path of paths)
    for (const file of filesAt(path, isExcluded, complain)) {
      const real = attempt(() => realpathSync.native(file), file, complain);
      if (real === undefined || seen.has(real)) continue;
      seen.add(real);
      yield file;
    }
}

function* filesAt(path: string, isExcluded: IsExcluded, complain: Complain): Generator<string> {
  const stats = attempt(() => statSync(path), path, complain);
  if (stats?.isFile()) yield path;
  else if (stats?.isDirectory()) yield* filesBelow(path, rulesAbove(resolve(path)), isExcluded, complain);
  else if (stats) complain(path, "neither a file nor a folder");
}

function* filesBelow(
  folder: string,
  above: IgnoreRules,
  isExcluded: IsExcluded,
  complain: Complain,
): Generator<string> {
  const rules = above.in(resolve(folder));
  const entries: Dirent[] = attempt(() => readdirSync(folder, { withFileTypes: true }), folder, complain) ?? [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    const absolute = resolve(path);
    if (entry.isDirectory()) {
      const isSkipped = entry.name.startsWith(".") || SKIPPED.has(entry.name) || existsSync(join(path, "pyvenv.cfg"));
      if (isSkipped || isExcluded(absolute) || rules.ignores(absolute, "folder")) continue;
      yield* filesBelow(path, rules, isExcluded, complain);
    } else if (entry.isFile() && entry.name.endsWith(".py")) {
      if (!isExcluded(absolute) && !rules.ignores(absolute, "file")) yield path;
    }
  }
}

/** The deepest folder that holds everything that paths stand for. */
export function commonFolder(paths: readonly string[]): string {
  const folders = paths.map((path) => {
    const absolute = resolve(path);
    return statSync(absolute, { throwIfNoEntry: false })?.isDirectory() ? absolute : dirname(absolute);
  });
  return folders.reduce((a, b) => {
    let common = a;
    while (common !== b && !b.startsWith(common.endsWith("/") ? common : `${common}/`) && dirname(common) !== common)
      common = dirname(common);
    return common;
  });
}

/** What is wrong with a path, in words. */
export function reasonOf(error: unknown): string {
  const { code, message, path } = error as NodeJS.ErrnoException;
  const words: Record<string, string> = {
    ENOENT: "no such file or folder",
    EACCES: "permission denied",
    EPERM: "permission denied",
    EISDIR: "it is a folder",
    ENOTDIR: "a part of the path is no folder",
    ELOOP: "too many symbolic links",
    ENOSPC: "no space left on the device",
    EROFS: "the file system is read-only",
  };
  // Node cannot reach what it cannot name: such a byte became another character when the folder was listed.
  if (code === "ENOENT" && path?.includes("\ufffd")) return "its name is not UTF-8";
  return words[code ?? ""] ?? message;
}

function attempt<T>(action: () => T, path: string, complain: Complain): T | undefined {
  try {
    return action();
  } catch (error) {
    complain(path, reasonOf(error));
    return undefined;
  }
}
