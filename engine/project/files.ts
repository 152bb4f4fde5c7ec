import type { ParsedFile } from "../analyze.ts";

/** The files of projects, as a host has them. Paths are absolute, with `/` between their parts. */
export interface Files {
  isFile(path: string): boolean;
  isFolder(path: string): boolean;
  /** The text of a Python file as it is now; undefined where it cannot be read. */
  text(path: string): string | undefined;
  /** The same, parsed. */
  read(path: string): ParsedFile | undefined;
  /** The Python files in a folder and in those below it, as far as they are of its project. */
  below(folder: string): Iterable<string>;
  /** The folder in which the project of a file begins: nothing above it is looked at. */
  rootOf(path: string): string;
}

/** The folder that holds a path. */
export const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf("/"), 0)) || "/";

export const inFolder = (folder: string, name: string): string => (folder === "/" ? `/${name}` : `${folder}/${name}`);
