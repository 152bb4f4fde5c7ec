import type { Attribute, Call, ClassDefinition, Comment, FunctionDefinition, Name, Span, Statement } from "./nodes.ts";

/** The nodes lowered together, by the offsets they carry, so that moving them is a few tight loops. */
export interface Owned {
  names: Name[];
  attributes: Attribute[];
  calls: Call[];
  definitions: (FunctionDefinition | ClassDefinition)[];
  /** All other nodes: they carry a start and an end only. */
  spans: Span[];
}

/** A statement that is kept as it is while edits happen elsewhere, with the units inside it. */
export interface Unit extends Span {
  statement: Statement;
  /** How many suites are around it. */
  nesting: number;
  /** What it owns outside of its own units. */
  owned: Owned;
  units: Unit[];
  /** False once an edit touched it, or if it did not parse. */
  reusable: boolean;
}

/** An empty set of nodes. */
export function ownNothing(): Owned {
  return { names: [], attributes: [], calls: [], definitions: [], spans: [] };
}

/** Moves every offset of the nodes by `delta`. */
function move(owned: Owned, delta: number): void {
  for (const name of owned.names) {
    name.start += delta;
    name.end += delta;
  }
  for (const attribute of owned.attributes) {
    attribute.start += delta;
    attribute.end += delta;
    attribute.nameStart += delta;
  }
  for (const call of owned.calls) {
    call.start += delta;
    call.end += delta;
    call.open += delta;
    call.close += delta;
  }
  for (const definition of owned.definitions) {
    definition.start += delta;
    definition.end += delta;
    definition.nameStart += delta;
    definition.headStart += delta;
    definition.headEnd += delta;
  }
  for (const span of owned.spans) {
    span.start += delta;
    span.end += delta;
  }
}

function moveWhole(unit: Unit, delta: number): void {
  unit.start += delta;
  unit.end += delta;
  move(unit.owned, delta);
  for (const inner of unit.units) moveWhole(inner, delta);
}

/** Moves the units behind the replaced stretch `start`–`end`, and marks those that it touches as not reusable. */
export function moveUnits(units: readonly Unit[], start: number, end: number, delta: number): void {
  for (const unit of units) {
    if (unit.end <= start) continue;
    if (unit.start >= end) {
      if (delta !== 0) moveWhole(unit, delta);
      continue;
    }
    unit.reusable = false;
    unit.start = Math.min(unit.start, start);
    unit.end = Math.max(unit.end, end) + delta;
    moveUnits(unit.units, start, end, delta);
  }
}

/** Moves the comments behind the replaced stretch; those that it touches are gone. */
export function moveComments(comments: readonly Comment[], start: number, end: number, delta: number): Comment[] {
  return comments.filter((comment) => {
    if (comment.end <= start) return true;
    if (comment.start < end) return false;
    comment.start += delta;
    comment.end += delta;
    return true;
  });
}

/** The reusable unit that stands at exactly this place, however deep it is nested. */
export function findUnit(units: readonly Unit[], start: number, end: number, nesting: number): Unit | undefined {
  let among = units;
  while (among.length > 0) {
    const unit = among[lastNotAfter(among, start)];
    if (unit === undefined || unit.end < end) return undefined;
    if (unit.reusable && unit.start === start && unit.end === end && unit.nesting === nesting) return unit;
    among = unit.units;
  }
  return undefined;
}

/** Index of the last span that starts at or before `offset`, -1 if there is none. */
export function lastNotAfter(spans: readonly Span[], offset: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle].start <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
