import { readFileSync } from "node:fs";
import { type Grammar, Project, parseOnce } from "#engine";
import { DiskFiles } from "#server/files/disk.ts";

/** The project that an unpacked package is: what lies around it is no part of it. */
export function projectOf(grammar: Grammar, paths: readonly string[]): Project {
  const folders = new Set(paths.flatMap((path) => /^.*?\/corpus-[^/]*/.exec(path) ?? []));
  const parse = (text: string) => parseOnce(grammar, text);
  return new Project(new DiskFiles({ parse, isExcluded: () => false, roots: () => [...folders] }));
}

/** The text of a file as the engine is given it. */
export const textOf = (path: string): string => readFileSync(path, "utf8").replace(/^\ufeff/, "");
