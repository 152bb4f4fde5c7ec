import { type Dirent, lstatSync, readdirSync, readFileSync, type Stats, statSync } from "node:fs";
import { dirname } from "node:path";
import type { Files, ParsedFile } from "#engine";
import { withLineFeeds } from "../returns.ts";
import { encodingOf } from "./encoding.ts";

export interface DiskOptions {
  readonly parse: (text: string) => ParsedFile;
  /** Whether a file or folder, by its path, is left out. */
  readonly isExcluded: (path: string) => boolean;
  /** Folders in which projects begin at the latest. */
  readonly roots: () => readonly string[];
}

/** What lies at the beginning of a project. */
const LANDMARKS = [".git", "pyproject.toml", "setup.py", "setup.cfg"];

/** Python files on disk. Folders are listed once, until they are said to have changed. */
export class DiskFiles implements Files {
  readonly #options: DiskOptions;
  readonly #folders = new Map<string, ReadonlyMap<string, "file" | "folder">>();
  readonly #roots = new Map<string, string>();

  constructor(options: DiskOptions) {
    this.#options = options;
  }

  isFile(path: string): boolean {
    return this.#at(path) === "file" && !this.#options.isExcluded(path);
  }

  /** Virtual environments are no part of a project. */
  isFolder(path: string): boolean {
    if (this.#at(path) !== "folder" || this.#options.isExcluded(path)) return false;
    return !this.#list(path).has("pyvenv.cfg");
  }

  text(path: string): string | undefined {
    try {
      const bytes = readFileSync(path);
      return withLineFeeds(
        encodingOf(bytes)
          .decode(bytes)
          .replace(/^\ufeff/, ""),
      );
    } catch {
      return undefined;
    }
  }

  read(path: string): ParsedFile | undefined {
    const text = this.text(path);
    return text === undefined || text.includes("\0") ? undefined : this.#options.parse(text);
  }

  *below(folder: string): Iterable<string> {
    for (const [name, kind] of this.#list(folder)) {
      const path = folder === "/" ? `/${name}` : `${folder}/${name}`;
      if (kind === "file" && /\.pyi?$/.test(name) && this.isFile(path)) yield path;
      if (kind === "folder" && !name.startsWith(".") && name !== "node_modules" && this.isFolder(path) && !isLink(path))
        yield* this.below(path);
    }
  }

  rootOf(path: string): string {
    const folder = dirname(path);
    const known = this.#roots.get(folder) ?? this.#findRoot(folder);
    this.#roots.set(folder, known);
    return known;
  }

  /** Files have come or gone. */
  forget(): void {
    this.#folders.clear();
    this.#roots.clear();
  }

  #findRoot(folder: string): string {
    const given = this.#options.roots().find((root) => folder === root || folder.startsWith(`${root}/`));
    for (let at = folder; ; at = dirname(at)) {
      if (at === given || LANDMARKS.some((name) => this.#list(at).has(name))) return at;
      if (dirname(at) === at) return folder;
    }
  }

  #at(path: string): "file" | "folder" | undefined {
    return this.#list(dirname(path)).get(path.slice(path.lastIndexOf("/") + 1));
  }

  #list(folder: string): ReadonlyMap<string, "file" | "folder"> {
    const known = this.#folders.get(folder) ?? listed(folder);
    this.#folders.set(folder, known);
    return known;
  }
}

const isLink = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== false;

function listed(folder: string): ReadonlyMap<string, "file" | "folder"> {
  const entries = new Map<string, "file" | "folder">();
  for (const entry of entriesOf(folder)) {
    const kind = kindOf(entry, folder);
    if (kind) entries.set(entry.name, kind);
  }
  return entries;
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** What a link leads to; nothing where it leads nowhere, or to itself. */
function behind(link: string): Stats | undefined {
  try {
    return statSync(link);
  } catch {
    return undefined;
  }
}

function kindOf(entry: Dirent, folder: string): "file" | "folder" | undefined {
  const stats = entry.isSymbolicLink() ? behind(`${folder}/${entry.name}`) : entry;
  return stats?.isDirectory() ? "folder" : stats?.isFile() ? "file" : undefined;
}
