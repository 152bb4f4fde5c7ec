import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { type Grammar, loadGrammar } from "#engine";

/** Python's grammar, from the files beside the bundle, or from the installed packages when run from source. */
export async function readGrammar(): Promise<Grammar> {
  const [treeSitter, python] = await Promise.all([
    readFile(locate("web-tree-sitter.wasm", "web-tree-sitter/web-tree-sitter.wasm")),
    readFile(locate("tree-sitter-python.wasm", "tree-sitter-python/tree-sitter-python.wasm")),
  ]);
  return loadGrammar({ treeSitter, python });
}

function locate(bundled: string, installed: string): string {
  const beside = fileURLToPath(new URL(bundled, import.meta.url));
  return existsSync(beside) ? beside : createRequire(import.meta.url).resolve(installed);
}
