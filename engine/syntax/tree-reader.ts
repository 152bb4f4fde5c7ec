import type { FlatTree } from "./flat-tree.ts";
import { isOperand } from "./kinds.ts";

/** Reads a flattened tree: nodes are indices of its columns. */
export class TreeReader {
  readonly flat: FlatTree;
  readonly text: string;
  readonly kinds: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** The next sibling, or the index just past the descendants of the parent. */
  readonly next: Int32Array;

  constructor(flat: FlatTree, text: string) {
    this.flat = flat;
    this.text = text;
    this.kinds = flat.kinds;
    this.starts = flat.starts;
    this.ends = flat.ends;
    this.next = flat.next;
  }

  source(node: number): string {
    return this.text.slice(this.starts[node], this.ends[node]);
  }

  /** The children that are neither tokens nor errors. */
  operands(node: number): number[] {
    const found: number[] = [];
    const { kinds, next } = this;
    for (let child = node + 1; child < next[node]; child = next[child]) {
      if (isOperand[kinds[child]] === 1) found.push(child);
    }
    return found;
  }

  /** The child at an index among the operands, -1 if there are not so many. */
  operandAt(node: number, index: number): number {
    const { kinds, next } = this;
    let left = index;
    for (let child = node + 1; child < next[node]; child = next[child])
      if (isOperand[kinds[child]] === 1 && left-- === 0) return child;
    return -1;
  }

  /** The first child of a kind, -1 if there is none. */
  child(node: number, kind: number): number {
    const { kinds, next } = this;
    for (let child = node + 1; child < next[node]; child = next[child]) if (kinds[child] === kind) return child;
    return -1;
  }
}
