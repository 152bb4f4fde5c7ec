import type { Tree } from "web-tree-sitter";
import type { FlatTree } from "./flat-tree.ts";
import { descends, isStatement, isSuite, kindOf } from "./kinds.ts";
import type { Comment } from "./nodes.ts";
import type { Grammar } from "./parser.ts";
import type { Repair } from "./repair.ts";
import { offsetWithout } from "./repaired-text.ts";
import { NODE_SIZE, Subtrees, SYMBOL_SIZE } from "./subtrees.ts";
import type { Unit } from "./unit.ts";

/** Where the text of a tree stands in its file. */
export interface Place {
  /** The offset of its start. */
  base: number;
  /** How many suites are around it. */
  nesting: number;
  /** What the tree has and the text lacks, by offsets from its start. */
  repairs: readonly Repair[];
}

/** What can be taken over from the file's previous state. */
export interface Previous {
  find(start: number, end: number, nesting: number): Unit | undefined;
  /** In order, already at their new places. */
  comments: readonly Comment[];
}

const error = kindOf("ERROR");
const comment = kindOf("comment");
const string = kindOf("string");
const errorSymbol = 0xffff;

/** Copies the tree of a stretch of `text` out of wasm, without what `previous` still knows. */
export function flatten(
  grammar: Grammar,
  tree: Tree,
  text: string,
  place: Place,
  flat: FlatTree,
  previous?: Previous,
): void {
  const { heap, kinds } = grammar;
  const { base, repairs } = place;
  const placed = repairs.length === 0 ? (index: number) => index + base : offsetWithout(repairs, base);
  const nodes = new Subtrees(heap, (tree as unknown as { 0: number })[0]);
  const broken = tree.rootNode.hasError;
  let { nesting } = place;
  let nextComment = 0;
  let parent = -1;
  flat.clear();
  // Of the siblings that are gone through: the next and the end, where the one before it ends, by what name its production calls it.
  let [next, end, position, names] = [nodes.root, nodes.root + NODE_SIZE, 0, 0];
  const outer: number[] = [];
  for (;;) {
    while (next < end) {
      const node = next;
      next += NODE_SIZE;
      const isNamed = names !== 0 && !nodes.isExtra(node);
      const name = isNamed ? nodes.symbolAt(names) : 0;
      if (isNamed) names += SYMBOL_SIZE;
      const padding = nodes.padding(node);
      const start = position + padding;
      position = start + nodes.size(node);
      const isVisible = name !== 0 || nodes.isVisible(node);
      if (isVisible && !visit(name || nodes.symbol(node), start, position, node)) continue;
      const count = nodes.childCount(node);
      if (count === 0) continue;
      outer.push(next, end, position, names, parent);
      end = nodes.childrenEnd(node);
      next = end - count * NODE_SIZE;
      position = start - padding;
      names = nodes.namesOf(node);
      if (isVisible) open(flat.size - 1);
    }
    if (outer.length === 0) return;
    close(outer.pop()!);
    names = outer.pop()!;
    position = outer.pop()!;
    end = outer.pop()!;
    next = outer.pop()!;
  }

  /** Records a node; true if its children matter. */
  function visit(symbol: number, from: number, to: number, at: number): boolean {
    const kind = symbol === errorSymbol ? error : kinds[symbol];
    if (kind === 0 && !broken) return false;
    const start = placed(from >> 1);
    const end = placed(to >> 1);
    if (kind === comment) {
      flat.comments.push({ kind: "comment", start, end });
      return false;
    }
    if (broken && (kind === error || (start === end && nodes.isMissing(at)))) flat.errors.push({ start, end });
    if (kind === 0 || (start === end && descends[kind] === 0)) return false;
    const node = flat.push(kind, start, end);
    return descends[kind] === 1 && !reuse(node, kind, start, end) && !(kind === string && isPlain(text, start, end));
  }

  function open(node: number): void {
    parent = node;
    nesting += isSuite[flat.kinds[node]];
  }

  /** Goes back to what is `around`, which is the same where tree-sitter groups siblings. */
  function close(around: number): void {
    if (around === parent) return;
    flat.next[parent] = flat.size;
    nesting -= isSuite[flat.kinds[parent]];
    parent = around;
  }

  function reuse(node: number, kind: number, start: number, end: number): boolean {
    if (previous === undefined || !isStatement(kind) || isSuite[flat.kinds[parent]] === 0) return false;
    const unit = previous.find(start, end, nesting);
    if (unit === undefined) return false;
    flat.reused.set(node, unit);
    const { comments } = previous;
    while (nextComment < comments.length && comments[nextComment].start < start) nextComment++;
    while (nextComment < comments.length && comments[nextComment].end <= end)
      flat.comments.push(comments[nextComment++]);
    return true;
  }
}

/** Whether a string's own text tells all: no interpolation, no escape, properly closed. */
function isPlain(text: string, start: number, end: number): boolean {
  const whole = text.slice(start, end);
  return plainString.test(whole) && !whole.includes("\\");
}

const plainString = /^[rRuUbB]{0,2}("""|'''|"(?!"")|'(?!''))[\s\S]*\1$/;
