import type { Anchor } from "./anchored.ts";
import type { Comment, Span, Statement } from "./nodes.ts";

/** A statement that is kept as it is while edits happen elsewhere, with the units inside it. */
export interface Unit extends Span {
  statement: Statement;
  /** How many suites are around it. */
  nesting: number;
  /** Of its nodes outside of its own units. */
  anchor: Anchor;
  units: Unit[];
  /** False once an edit touched it, or if it did not parse. */
  reusable: boolean;
}

function moveWhole(unit: Unit, delta: number): void {
  unit.start += delta;
  unit.end += delta;
  unit.anchor.moved += delta;
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
