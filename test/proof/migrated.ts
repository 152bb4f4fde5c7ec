import { readdirSync, readFileSync } from "node:fs";
import { DEFAULT_TARGET, type Rewrite, rewrite } from "../../engine/index.ts";
import { parse } from "../engine/parse.ts";

/** A file of PyTorch, and what the engine makes of the whole of it. */
export interface MigratedFile {
  readonly name: string;
  readonly text: string;
  readonly rewrite: Rewrite;
}

/** Every Python file of a folder of the repository, migrated for MindSpore 2.10. */
export function migrateFolder(folder: string): MigratedFile[] {
  const url = new URL(`../../${folder}/`, import.meta.url);
  const names = readdirSync(url).filter((name) => name.endsWith(".py"));
  return names.map((name) => {
    const text = readFileSync(new URL(name, url), "utf8");
    return { name, text, rewrite: rewrite(parse, text, DEFAULT_TARGET) };
  });
}

/** What follows `# key:` in the first lines of a file. */
export const headerOf = ({ text }: MigratedFile, key: string): string | undefined =>
  new RegExp(`^# ${key}: (.*)$`, "m").exec(text)?.[1];
