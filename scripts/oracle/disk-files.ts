import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { type Files, type Grammar, parseOnce, type SourceFile } from "#engine";

/** The files of one package, read when the engine asks for them. */
export class DiskFiles implements Files {
  readonly #grammar: Grammar;
  readonly #files: ReadonlySet<string>;
  readonly #folders = new Set<string>();

  constructor(grammar: Grammar, paths: readonly string[]) {
    this.#grammar = grammar;
    this.#files = new Set(paths);
    for (const path of paths)
      for (let at = dirname(path); !this.#folders.has(at); at = dirname(at)) this.#folders.add(at);
  }

  isFile(path: string): boolean {
    return this.#files.has(path);
  }

  isFolder(path: string): boolean {
    return this.#folders.has(path);
  }

  text(path: string): string | undefined {
    return this.isFile(path) ? readFileSync(path, "utf8").replace(/^\ufeff/, "") : undefined;
  }

  read(path: string): SourceFile | undefined {
    const text = this.text(path);
    return text === undefined ? undefined : parseOnce(this.#grammar, text);
  }

  below(folder: string): Iterable<string> {
    return [...this.#files].filter((path) => path.startsWith(`${folder}/`));
  }

  /** The folder into which the package was unpacked. */
  rootOf(path: string): string {
    return /^.*?\/corpus-[^/]*/.exec(path)?.[0] ?? dirname(path);
  }
}
