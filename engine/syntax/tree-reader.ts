import type { FlatTree } from "./flat-tree.ts";
import { isOperand } from "./kinds.ts";

/** Reads a flattened tree: nodes are indices. */
export class TreeReader {
  readonly flat: FlatTree;
  readonly text: string;

  constructor(flat: FlatTree, text: string) {
    this.flat = flat;
    this.text = text;
  }

  kind(node: number): number {
    return this.flat.kinds[node];
  }

  start(node: number): number {
    return this.flat.starts[node];
  }

  end(node: number): number {
    return this.flat.ends[node];
  }

  /** The next sibling, or where the next node would be: compare with `past`. */
  next(node: number): number {
    return this.flat.next[node];
  }

  /** The index just past the descendants of a node. */
  past(node: number): number {
    return this.flat.next[node];
  }

  source(node: number): string {
    return this.text.slice(this.flat.starts[node], this.flat.ends[node]);
  }

  /** The children that are neither tokens nor errors. */
  operands(node: number): number[] {
    const found: number[] = [];
    const { kinds, next } = this.flat;
    for (let child = node + 1; child < next[node]; child = next[child]) {
      if (isOperand[kinds[child]] === 1) found.push(child);
    }
    return found;
  }

  /** The child at an index among the operands, -1 if there are not so many. */
  operandAt(node: number, index: number): number {
    const { kinds, next } = this.flat;
    let left = index;
    for (let child = node + 1; child < next[node]; child = next[child])
      if (isOperand[kinds[child]] === 1 && left-- === 0) return child;
    return -1;
  }

  /** The first child of a kind, -1 if there is none. */
  child(node: number, kind: number): number {
    const { kinds, next } = this.flat;
    for (let child = node + 1; child < next[node]; child = next[child]) if (kinds[child] === kind) return child;
    return -1;
  }
}
