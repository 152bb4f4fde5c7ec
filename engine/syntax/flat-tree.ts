import type { Comment, Span } from "./nodes.ts";
import type { Unit } from "./unit.ts";

/**
 * A syntax tree as columns of numbers, in order of the nodes' places: the first child of node `n` is `n + 1`, its next
 * sibling `next[n]`. Comments and errors stand beside it, punctuation and what can be reused are left out.
 */
export class FlatTree {
  size = 0;
  kinds: Uint8Array;
  starts: Int32Array;
  ends: Int32Array;
  next: Int32Array;
  comments: Comment[] = [];
  errors: Span[] = [];
  /** By node; such nodes have no children here. */
  reused = new Map<number, Unit>();

  constructor(room = 1024) {
    this.kinds = new Uint8Array(room);
    this.starts = new Int32Array(room);
    this.ends = new Int32Array(room);
    this.next = new Int32Array(room);
  }

  push(kind: number, start: number, end: number): number {
    if (this.size === this.kinds.length) this.#grow();
    const node = this.size++;
    this.kinds[node] = kind;
    this.starts[node] = start;
    this.ends[node] = end;
    this.next[node] = this.size;
    return node;
  }

  /** A tree of the same nodes that nobody else fills again. */
  settled(): FlatTree {
    const { size, comments, errors } = this;
    const tree = Object.assign(new FlatTree(size), { size, comments, errors });
    tree.kinds.set(this.kinds.subarray(0, size));
    tree.starts.set(this.starts.subarray(0, size));
    tree.ends.set(this.ends.subarray(0, size));
    tree.next.set(this.next.subarray(0, size));
    return tree;
  }

  clear(): void {
    this.size = 0;
    this.comments = [];
    this.errors = [];
    this.reused.clear();
  }

  #grow(): void {
    const length = this.kinds.length * 2;
    this.kinds = copy(this.kinds, new Uint8Array(length));
    this.starts = copy(this.starts, new Int32Array(length));
    this.ends = copy(this.ends, new Int32Array(length));
    this.next = copy(this.next, new Int32Array(length));
  }
}

function copy<Column extends Uint8Array | Int32Array>(from: Column, to: Column): Column {
  to.set(from);
  return to;
}
