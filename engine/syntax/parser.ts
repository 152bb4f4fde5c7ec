import { Language, Parser, type Tree } from "web-tree-sitter";
import { kindOf } from "./kinds.ts";
import { type Repair, type Repairs, repairsOf } from "./repair.ts";
import { setAside, withColumns } from "./repair-aside.ts";
import { runsOn } from "./repair-run-on.ts";
import { repaired } from "./repaired-text.ts";
import type { Heap } from "./subtrees.ts";

/** Python's grammar, ready to parse. Opaque outside this folder. */
export interface Grammar {
  readonly heap: Heap;
  readonly parser: Parser;
  /** Kind of each symbol of the grammar. */
  readonly kinds: Uint8Array;
}

let heap: Promise<Heap> | undefined;

/** Loads the parser and Python's grammar from the bytes of their wasm files. The parser is loaded once per process. */
export async function loadGrammar(wasm: { treeSitter: Uint8Array; python: Uint8Array }): Promise<Grammar> {
  heap ??= initialise(wasm.treeSitter);
  const loaded = await heap;
  const language = await Language.load(wasm.python);
  const kinds = new Uint8Array(language.nodeTypeCount);
  for (let symbol = 0; symbol < kinds.length; symbol++) kinds[symbol] = symbolKind(language, symbol);
  return { heap: loaded, parser: new Parser().setLanguage(language), kinds };
}

async function initialise(wasmBinary: Uint8Array): Promise<Heap> {
  const module = { wasmBinary };
  await Parser.init(module);
  return module as unknown as Heap;
}

/** `lambda` and `type` name both a keyword and a node. */
function symbolKind(language: Language, symbol: number): number {
  const name = language.nodeTypeForId(symbol) ?? "";
  const isWord = /^[a-z_]+$/.test(name) && !["as", "and", "or", "in", "is", "not in", "is not"].includes(name);
  return isWord && !language.nodeTypeIsNamed(symbol) ? 0 : kindOf(name);
}

/** Parses a text, anew or after an edited tree of its previous state. */
export function parse(grammar: Grammar, text: string, previous?: Tree): Tree {
  return grammar.parser.parse(text, previous)!;
}

/** Parses a text that stands by itself, with what is missing in it if it does not parse as it is. */
export function parseRepaired(grammar: Grammar, text: string, find = repairsOf): { tree: Tree; repairs: Repair[] } {
  let tree = parse(grammar, text);
  if (isWhole(text, tree)) return { tree, repairs: [] };
  const found = find(text);
  if (found.repairs.length > 0) tree = parseInstead(grammar, tree, repaired(text, found.repairs));
  if (!tree.rootNode.hasError) return { tree, repairs: found.repairs };
  const repairs = withoutBroken(grammar, text, found, tree);
  if (repairs !== found.repairs) tree = parseInstead(grammar, tree, repaired(text, repairs));
  return { tree, repairs };
}

/** Whether a text parses as it is, and every statement in it where it stands. */
export const isWhole = (text: string, tree: Tree): boolean => !tree.rootNode.hasError && !runsOn(text, tree);

/** An error may hide others: so often it is looked for what is still broken. */
const mostRounds = 4;

/** What is missing in a text, and what of its statements does not parse, by its tree as it is repaired. */
export function withoutBroken(grammar: Grammar, text: string, { repairs, statements }: Repairs, tree: Tree): Repair[] {
  const left = (found: Repair[], tree: Tree): Repair[] =>
    tree.rootNode.hasError
      ? setAside(text, found, statements, tree, (source, look) => looked(grammar, source, look))
      : found;
  let found = left(repairs, tree);
  for (let round = 1, before = repairs; round < mostRounds && found !== before; round++) {
    before = found;
    found = looked(grammar, repaired(text, found), (tree) => left(before, tree));
  }
  return withColumns(text, found, statements);
}

function parseInstead(grammar: Grammar, tree: Tree, text: string): Tree {
  tree.delete();
  return parse(grammar, text);
}

/** What is found in the tree of a text, which nobody sees again. */
export function looked<T>(grammar: Grammar, text: string, look: (tree: Tree) => T): T {
  const tree = parse(grammar, text);
  const found = look(tree);
  tree.delete();
  return found;
}
