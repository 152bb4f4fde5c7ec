import type { Span } from "./nodes.ts";

/** How far the nodes of a unit stand from where they were made. */
export interface Anchor {
  moved: number;
}

/** Makes a node one that moves with an anchor. Spreading such a node loses where it stands: `changed` makes others of it. */
export const anchored = <Node extends Span>(anchor: Anchor, node: Node): Node =>
  Object.assign(new Anchored(anchor), node) as unknown as Node;

/** A node like another, but for what is given. */
export const changed = <Node extends object, Change extends object>(node: Node, change: Change): Node & Change =>
  Object.assign(Object.create(Object.getPrototypeOf(node)), node, change);

/** The offsets of a node, as far as it has them, in terms of its anchor: a file moves a unit without touching its nodes. */
class Anchored implements Span {
  readonly anchor: Anchor;
  startAt = 0;
  endAt = 0;
  declare nameStartAt: number;
  declare openAt: number;
  declare closeAt: number;
  declare headStartAt: number;
  declare headEndAt: number;

  constructor(anchor: Anchor) {
    this.anchor = anchor;
  }

  get start(): number {
    return this.startAt + this.anchor.moved;
  }
  set start(offset: number) {
    this.startAt = offset - this.anchor.moved;
  }

  get end(): number {
    return this.endAt + this.anchor.moved;
  }
  set end(offset: number) {
    this.endAt = offset - this.anchor.moved;
  }

  get nameStart(): number {
    return this.nameStartAt + this.anchor.moved;
  }
  set nameStart(offset: number) {
    this.nameStartAt = offset - this.anchor.moved;
  }

  get open(): number {
    return this.openAt + this.anchor.moved;
  }
  set open(offset: number) {
    this.openAt = offset - this.anchor.moved;
  }

  get close(): number {
    return this.closeAt + this.anchor.moved;
  }
  set close(offset: number) {
    this.closeAt = offset - this.anchor.moved;
  }

  get headStart(): number {
    return this.headStartAt + this.anchor.moved;
  }
  set headStart(offset: number) {
    this.headStartAt = offset - this.anchor.moved;
  }

  get headEnd(): number {
    return this.headEndAt + this.anchor.moved;
  }
  set headEnd(offset: number) {
    this.headEndAt = offset - this.anchor.moved;
  }
}
