import type { Tree } from "web-tree-sitter";
import { FlatTree } from "./flat-tree.ts";
import { flatten, type Place, type Previous } from "./flatten.ts";
import { expressions } from "./lower-expressions.ts";
import { statements } from "./lower-statements.ts";
import { Lowering } from "./lowering.ts";
import type { Comment, Module, Span, Statement } from "./nodes.ts";
import type { Grammar } from "./parser.ts";
import type { Repair } from "./repair.ts";
import type { Unit } from "./unit.ts";

/** The statements of a file or of a stretch of it, with the units by which they are kept. */
export interface Lowered {
  statements: Statement[];
  units: Unit[];
  comments: Comment[];
  /** Where the parser could not follow. */
  errors: Span[];
  /** From where something is missing to how far one must read to know. */
  repairs: Span[];
  /** Whether the parser could follow but for what was left out, so that every statement stands for itself. */
  isFollowed: boolean;
  /** Whether it is known that the parser goes over nothing that is missing, and over no odd column. */
  isSound?: boolean;
}

const flat = new FlatTree();
const tables = { expressions, statements };

/** Lowers the tree of a file or a stretch of it, taking over what `previous` still knows. */
export function lower(grammar: Grammar, tree: Tree, text: string, place: Place, previous?: Previous): Lowered {
  flatten(grammar, tree, text, place, flat, previous);
  const lowered = lowerFlat(flat, text, place, "units");
  flat.clear();
  return lowered;
}

/** Lowers the tree of a text that will not change, of which nothing is kept for another version. */
export function lowerOnce(grammar: Grammar, tree: Tree, text: string, repairs: readonly Repair[]): Module {
  const place = { base: 0, nesting: 0, repairs };
  flatten(grammar, tree, text, place, flat);
  const own = flat.settled();
  flat.clear();
  return moduleOf(lowerFlat(own, text, place, "whole"), text);
}

function lowerFlat(flat: FlatTree, text: string, place: Place, cut: "units" | "whole"): Lowered {
  const { base, nesting } = place;
  const placed = ({ at, until }: Repair) => ({ start: at + base, end: until + base });
  const repairs = place.repairs.filter(({ isAside }) => !isAside).map(placed);
  const aside = place.repairs.filter(({ isAside }) => isAside).map(placed);
  const inOrder = (a: Span, b: Span) => a.start - b.start;
  const isFollowed = flat.errors.length === 0 && !place.repairs.some(({ isMoved }) => isMoved);
  const errors = aside.length === 0 ? flat.errors : [...flat.errors, ...aside].sort(inOrder);
  const doubtful = repairs.length === 0 ? errors : [...errors, ...repairs].sort(inOrder);
  const lowering = new Lowering(flat, text, tables, { nesting, doubtful, cut });
  const body: Statement[] = [];
  if (flat.size > 0) lowering.within(() => lowering.statements(0, body));
  return { statements: body, units: lowering.units, comments: flat.comments, errors, repairs, isFollowed };
}

/** The module that a whole file is. */
export function moduleOf({ statements, comments, errors, repairs }: Lowered, text: string): Module {
  const [start, end] = [statements[0]?.start ?? 0, statements.at(-1)?.end ?? 0];
  const body = { start, end, statements };
  const hasOuterNames = text.includes("global ") || text.includes("nonlocal ");
  return { kind: "module", start: 0, end: text.length, body, comments, errors, repairs, hasOuterNames };
}
