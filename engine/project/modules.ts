import { type Files, folderOf, inFolder } from "./files.ts";

/** Where a module is: its file, or a folder without one that only holds others. */
export interface Place {
  readonly path: string;
  readonly is: "file" | "package" | "namespace";
}

/** Finds the modules that imports name, as Python would with the project's folders on its path. */
export class Modules {
  private readonly files: Files;
  private readonly found = new Map<string, Place | undefined>();
  private readonly searched = new Map<string, readonly string[]>();

  constructor(files: Files) {
    this.files = files;
  }

  /** The module that an import in a file names; undefined where the project has none. */
  resolve(from: string, module: string, level: number): Place | undefined {
    const key = `${folderOf(from)}:${level}:${module}`;
    if (!this.found.has(key)) this.found.set(key, this.search(from, module, level));
    return this.found.get(key);
  }

  /** A module inside a package. */
  child(parent: Place, name: string): Place | undefined {
    if (parent.is === "file") return undefined;
    return this.at(parent.is === "package" ? folderOf(parent.path) : parent.path, name);
  }

  /** Files have come or gone. */
  forget(): void {
    this.found.clear();
    this.searched.clear();
  }

  private search(from: string, module: string, level: number): Place | undefined {
    const parts = module === "" ? [] : module.split(".");
    if (level > 0) return this.below(above(folderOf(from), level - 1), parts);
    const places = this.searchPath(folderOf(from)).map((folder) => this.below(folder, parts));
    return places.find((place) => place && place.is !== "namespace") ?? places.find((place) => place);
  }

  private below(folder: string, parts: readonly string[]): Place | undefined {
    let place = this.asPackage(folder);
    for (const part of parts) place = place && this.child(place, part);
    return place;
  }

  private asPackage(folder: string): Place | undefined {
    for (const file of ["__init__.pyi", "__init__.py"])
      if (this.files.isFile(inFolder(folder, file))) return { path: inFolder(folder, file), is: "package" };
    return this.files.isFolder(folder) ? { path: folder, is: "namespace" } : undefined;
  }

  private at(folder: string, name: string): Place | undefined {
    const path = inFolder(folder, name);
    const inside = this.asPackage(path);
    if (inside?.is === "package") return inside;
    for (const ending of [".pyi", ".py"])
      if (this.files.isFile(path + ending)) return { path: path + ending, is: "file" };
    return inside;
  }

  /**
   * The folders in which absolute imports of files in a folder begin: that around the package it is in, or the folder
   * itself for scripts; then every folder above, each with its `src`.
   */
  private searchPath(folder: string): readonly string[] {
    const known = this.searched.get(folder);
    if (known) return known;
    const root = this.files.rootOf(inFolder(folder, "_.py"));
    let top = folder;
    while (this.asPackage(top)?.is === "package" && folderOf(top) !== top) top = folderOf(top);
    const folders = [top];
    while (top !== root && top.startsWith(root) && folderOf(top) !== top) {
      top = folderOf(top);
      folders.push(top);
    }
    const path = folders.flatMap((at) => [at, inFolder(at, "src")]);
    this.searched.set(folder, path);
    return path;
  }
}

function above(folder: string, levels: number): string {
  let at = folder;
  for (let i = 0; i < levels; i++) at = folderOf(at);
  return at;
}
