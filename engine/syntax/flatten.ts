import type { Tree } from "web-tree-sitter";
import type { FlatTree } from "./flat-tree.ts";
import { descends, isStatement, isSuite, kindOf } from "./kinds.ts";
import type { Comment } from "./nodes.ts";
import type { Grammar } from "./parser.ts";
import type { Repair } from "./repair.ts";
import { offsetWithout } from "./repaired-text.ts";
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
  const { core, kinds } = grammar;
  const { base, repairs } = place;
  const placed = repairs.length === 0 ? (index: number) => index + base : offsetWithout(repairs, base);
  const address = (tree as unknown as { 0: number })[0];
  const broken = tree.rootNode.hasError;
  const parents: number[] = [];
  let { nesting } = place;
  let nextComment = 0;
  flat.clear();
  core._ts_tree_root_node_wasm(address);
  core._ts_tree_cursor_new_wasm(address);
  do {
    if (visit()) continue;
    while (core._ts_tree_cursor_goto_next_sibling_wasm(address) === 0 && parents.length > 0) {
      core._ts_tree_cursor_goto_parent_wasm(address);
      close(parents.pop()!);
    }
  } while (parents.length > 0);
  core._ts_tree_cursor_delete_wasm(address);

  /** Records the node at the cursor; true if the cursor went down to its first child. */
  function visit(): boolean {
    const symbol = core._ts_tree_cursor_current_node_type_id_wasm(address);
    const kind = symbol === errorSymbol ? error : kinds[symbol];
    if (kind === 0 && !broken) return false;
    const start = placed(core._ts_tree_cursor_start_index_wasm(address));
    const end = placed(core._ts_tree_cursor_end_index_wasm(address));
    if (kind === comment) {
      flat.comments.push({ kind: "comment", start, end });
      return false;
    }
    if (broken && isError(kind, start, end)) flat.errors.push({ start, end });
    if (kind === 0 || (start === end && descends[kind] === 0)) return false;
    const node = flat.push(kind, start, end);
    if (descends[kind] === 0 || reuse(node, kind, start, end) || (kind === string && isPlain(text, start, end)))
      return false;
    if (core._ts_tree_cursor_goto_first_child_wasm(address) === 0) return false;
    parents.push(node);
    nesting += isSuite[kind];
    return true;
  }

  function close(node: number): void {
    flat.next[node] = flat.size;
    nesting -= isSuite[flat.kinds[node]];
  }

  function isError(kind: number, start: number, end: number): boolean {
    return kind === error || (start === end && core._ts_tree_cursor_current_node_is_missing_wasm(address) === 1);
  }

  function reuse(node: number, kind: number, start: number, end: number): boolean {
    if (previous === undefined || !isStatement(kind) || isSuite[flat.kinds[parents.at(-1)!]] === 0) return false;
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
