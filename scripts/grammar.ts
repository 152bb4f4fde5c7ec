import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { type Grammar, loadGrammar } from "../engine/index.ts";

const { resolve } = createRequire(import.meta.url);

async function load(): Promise<Grammar> {
  const [treeSitter, python] = await Promise.all([
    readFile(resolve("web-tree-sitter/web-tree-sitter.wasm")),
    readFile(resolve("tree-sitter-python/tree-sitter-python.wasm")),
  ]);
  return loadGrammar({ treeSitter, python });
}

/** Python's grammar, read from the installed packages, once. */
export const grammar: Promise<Grammar> = load();
