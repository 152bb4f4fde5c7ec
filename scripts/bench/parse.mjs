// Parses every file named on standard input and does nothing with the trees: the floor for a scan.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Language, Parser } from "web-tree-sitter";

const { resolve } = createRequire(import.meta.url);
await Parser.init({ wasmBinary: readFileSync(resolve("web-tree-sitter/web-tree-sitter.wasm")) });
const parser = new Parser();
parser.setLanguage(await Language.load(readFileSync(resolve("tree-sitter-python/tree-sitter-python.wasm"))));
for (const path of readFileSync(0, "utf8").split("\n")) parser.parse(readFileSync(path, "utf8")).delete();
