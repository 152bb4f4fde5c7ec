import { readdirSync, readFileSync } from "node:fs";
import { DEFAULT_TARGET, type Rewrite, rewrite } from "../../engine/index.ts";
import { parse } from "../engine/parse.ts";

/** A file of PyTorch, and what the engine makes of the whole of it for MindSpore 2.10. */
export class MigratedFile {
  readonly name: string;
  readonly text: string;
  #rewrite: Rewrite | undefined;

  constructor(name: string, text: string) {
    this.name = name;
    this.text = text;
  }

  get rewrite(): Rewrite {
    this.#rewrite ??= rewrite(parse, this.text, DEFAULT_TARGET);
    return this.#rewrite;
  }

  /** What follows `# key:` in one of its first lines. */
  header(key: string): string | undefined {
    return new RegExp(`^# ${key}: (.*)$`, "m").exec(this.text)?.[1];
  }
}

/** Every Python file of a folder of the repository. */
export function filesIn(folder: string): MigratedFile[] {
  const url = new URL(`../../${folder}/`, import.meta.url);
  const names = readdirSync(url).filter((name) => name.endsWith(".py"));
  return names.map((name) => new MigratedFile(name, readFileSync(new URL(name, url), "utf8")));
}
