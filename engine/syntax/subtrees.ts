/** The parser's memory in web-tree-sitter; its views are others when it has grown. */
export interface Heap {
  readonly HEAPU16: Uint16Array;
  readonly HEAPU32: Uint32Array;
}

/** In bytes, among its siblings. */
export const NODE_SIZE = 8;
export const SYMBOL_SIZE = 2;

/**
 * Nodes of a tree where they lie in tree-sitter's memory (lib/src/subtree.h and tree.h of 0.27): its cursor takes nearly
 * twice as long. A node has an address; a small leaf is all there, for others a pointer is. Lengths are bytes of UTF-16.
 */
export class Subtrees {
  /** The address of the tree's topmost node. */
  readonly root: number;
  readonly #words: Uint32Array;
  readonly #halves: Uint16Array;
  readonly #names: number;
  readonly #namesEach: number;

  constructor({ HEAPU32, HEAPU16 }: Heap, tree: number) {
    this.#words = HEAPU32;
    this.#halves = HEAPU16;
    this.root = tree;
    const language = HEAPU32[(tree + 8) >> 2];
    this.#names = HEAPU32[(language + 84) >> 2];
    this.#namesEach = HEAPU16[(language + 36) >> 1];
  }

  symbol(node: number): number {
    const word = this.#words[node >> 2];
    return isLeaf(word) ? (word >> 8) & 0xff : this.#halves[(word + 40) >> 1];
  }

  /** Whether the node is of the grammar's own names; others are only there for what is in them. */
  isVisible(node: number): boolean {
    const word = this.#words[node >> 2];
    return ((isLeaf(word) ? word >> 1 : this.#halves[(word + 44) >> 1]) & 1) === 1;
  }

  /** Whether it may stand anywhere, as comments may: productions do not count such nodes. */
  isExtra(node: number): boolean {
    const word = this.#words[node >> 2];
    return ((isLeaf(word) ? word >> 3 : this.#halves[(word + 44) >> 1] >> 2) & 1) === 1;
  }

  isMissing(node: number): boolean {
    const word = this.#words[node >> 2];
    return ((isLeaf(word) ? word >> 5 : this.#halves[(word + 44) >> 1] >> 9) & 1) === 1;
  }

  /** How much blank there is before the node. */
  padding(node: number): number {
    const word = this.#words[node >> 2];
    return isLeaf(word) ? (this.#words[(node >> 2) + 1] >> 16) & 0xff : this.#words[(word + 4) >> 2];
  }

  size(node: number): number {
    const word = this.#words[node >> 2];
    return isLeaf(word) ? this.#words[(node >> 2) + 1] >>> 24 : this.#words[(word + 16) >> 2];
  }

  childCount(node: number): number {
    const word = this.#words[node >> 2];
    return isLeaf(word) ? 0 : this.#words[(word + 36) >> 2];
  }

  /** The address just past the last child of a node that has children; they stand one after the other. */
  childrenEnd(node: number): number {
    return this.#words[node >> 2];
  }

  /** The address of the symbols that its production calls its children by, one or none for each; 0 if it has none for any. */
  namesOf(node: number): number {
    const production = this.#halves[(this.#words[node >> 2] + 66) >> 1];
    return production === 0 ? 0 : this.#names + production * this.#namesEach * SYMBOL_SIZE;
  }

  /** A symbol, 0 for none. */
  symbolAt(address: number): number {
    return this.#halves[address >> 1];
  }
}

const isLeaf = (word: number): boolean => (word & 1) === 1;
