import { type Lowered, lower } from "./lower.ts";
import type { Span } from "./nodes.ts";
import { type Grammar, parseRepaired } from "./parser.ts";
import { type Repairs, repairsOf, repairsWithin } from "./repair.ts";
import { columnsFit } from "./repair-aside.ts";
import { titleOf } from "./repair-prose.ts";
import { isSuiteOwner, type SuiteOwner, withBody } from "./suite-owner.ts";
import { findUnit, lastNotAfter, type Unit } from "./unit.ts";

/** What can make one with later lines: a string of several lines, a suite that is still empty, a line that goes on. */
const reachesOn = /"""|'''|:[ \t]*(#.*)?\r?$|\\\r?$/m;

const quote = /["']/;
const tripleQuotes = /"""|'''/;

/** A line that says nothing but that it goes on: what its suite's indentation is, the parser tells by the head. */
const continued = /^[ \t]*\\\r?$/m;

/** Longer stretches are left to the incremental parser. */
const widest = 12_000;

/** A window as it is parsed by itself. */
interface Part extends Lowered {
  /** How far one must read to know what is missing in it. */
  reach: number;
  lacksQuotes: boolean;
}

/** Statements of a suite in a row, by index, and the lines they stand on. */
interface Window extends Span {
  first: number;
  last: number;
  indentation: string;
  /** The untouched statements on either side. */
  before?: Unit;
  after?: Unit;
}

/**
 * Lowers a file after an edit of `changed` by parsing nothing but the statements touched, and one on either side where those
 * may have to do with it.
 * tree-sitter cannot reuse statements that begin with a name, so a script of a thousand such lines would be parsed anew.
 * Gives nothing where the stretch may not be judged by itself: if the statements around do not come out as they were, if
 * a line is indented otherwise, or if something else in the file is broken.
 */
export function lowerWindow(grammar: Grammar, text: string, whole: Lowered, changed: Span): Lowered | undefined {
  if (!whole.isFollowed) return undefined;
  if (titleOf(text) !== undefined) return undefined; // quotes anywhere below may be the end of it
  const doubtful = [...whole.errors, ...whole.repairs.map(placeOf)];
  const looked = whole.repairs.filter(({ start, end }) => start <= changed.end && end >= changed.start).map(placeOf);
  const stretch = whole.errors.reduce(joined, looked.reduce(around, changed));
  const owners = ownersOf(whole.units, stretch);
  for (let depth = owners.length; depth >= 0; depth--) {
    const owner = depth > 0 ? owners[depth - 1] : undefined;
    const units = owner?.units ?? whole.units;
    const window = windowAround(text, units, stretch, owner);
    if (window === undefined || window.end - window.start > widest) continue;
    if (!isIndented(text, window)) return undefined;
    const touched = touchedLines(text, window);
    if (!doubtful.every((span) => isInside(span, touched) || isBeside(span, window))) return undefined;
    const outer = owners.slice(0, depth);
    const alone = isApart(text, stretch, touched) && lowerPart(grammar, text, whole, touched, units, depth);
    if (alone && stands(text, alone, touched)) {
      const isSound = soundness(text, whole, alone, touched);
      if (isSound !== undefined) return splice(whole, beside(alone, window), touched, outer, isSound);
    }
    const part = lowerPart(grammar, text, whole, window, units, depth);
    // Two strings that lack an end each are one string from the first to the second.
    if (part.lacksQuotes && tripleQuotes.test(text.slice(touched.start, touched.end))) return undefined;
    if (part.reach > window.end) return lowerWindow(grammar, text, whole, { start: changed.start, end: part.reach });
    if (!part.isFollowed) return undefined;
    const isSound = soundness(text, whole, part, window);
    if (isSound === undefined) return undefined;
    if (part.errors.length > 0 && reachesOn.test(text.slice(touched.start, touched.end))) return undefined;
    if (fits(text, part, window)) return splice(whole, part, window, outer, isSound);
    const wider = window.after && windowAround(text, units, around(stretch, window.after), owner);
    const more = wider && lowerWider(grammar, text, whole, wider, units, depth);
    if (more) return splice(whole, more, wider, outer, false);
  }
  return undefined;
}

/**
 * Whether the text is sound with a window in it; nothing where something else changes with what the window lacks now.
 * Something may be missing, or stand at another column, that the parser goes over: it is seen in a text that something
 * else keeps from being parsed, and no longer than that.
 */
function soundness(text: string, whole: Lowered, part: Lowered, window: Span): boolean | undefined {
  const isOutside = (span: Span) => !isInside(placeOf(span), window);
  const before = whole.errors.concat(whole.repairs);
  const wasSound = whole.isSound === true;
  if (part.errors.length + part.repairs.length === 0) {
    const isBrokenElsewhere = before.some(isOutside);
    const sound = (isBrokenElsewhere || wasSound) && isSound(text, window);
    return isBrokenElsewhere && !(sound && before.every(isOutside)) ? undefined : wasSound && sound;
  }
  const breaksOff = whole.errors.length === 0 && part.errors.length > 0;
  if (wasSound || (before.length > 0 && !breaksOff)) return wasSound;
  const { repairs, statements } = repairsOf(text);
  if (before.length === 0 && repairs.some(({ at }) => isOutside({ start: at, end: at }))) return undefined;
  const fit = columnsFit(text, repairs, statements);
  return breaksOff && !fit ? undefined : fit && before.length === 0;
}

/** Whether nothing is missing in a stretch, and no statement stands at a column that no suite has. */
function isSound(text: string, stretch: Span): boolean {
  const { repairs, statements } = repairsWithin(text, stretch);
  return repairs.length === 0 && columnsFit(text, repairs, statements);
}

/** A stretch with a span that touches it. */
function joined(stretch: Span, span: Span): Span {
  return span.end < stretch.start || span.start > stretch.end ? stretch : around(stretch, span);
}

/** What reaches over both of two spans. */
function around(one: Span, other: Span): Span {
  return { start: Math.min(one.start, other.start), end: Math.max(one.end, other.end) };
}

/** Where something is missing; how far one must read to know does not count. */
const placeOf = ({ start }: Span): Span => ({ start, end: start });

/** The lines between the untouched statements. */
function touchedLines(text: string, window: Window): Window {
  const { before, after } = window;
  const start = before === undefined ? window.start : lineEnd(text, before.end);
  const end = after === undefined ? window.end : lineStart(text, after.start);
  return { ...window, start, end };
}

/** Whether lines neither go on with the statement before them, nor make one with the line behind. */
function isApart(text: string, stretch: Span, { start, end, indentation, before, after }: Window): boolean {
  const [first] = /^(?:[ \t]*\r?\n)*/.exec(text.slice(start, end))!;
  const begin = start + first.length;
  return (
    isInside(stretch, { start, end }) &&
    (begin === end ||
      (text.startsWith(indentation, begin) && !goesOn.test(text.slice(begin + indentation.length, end)))) &&
    (before === undefined || endsLine(text, before.end)) &&
    (after === undefined || startsAt(text, after, indentation)) &&
    !reachesOn.test(text.slice(start, end))
  );
}

/** How lines begin that belong to the statement before them. */
const goesOn = /^(?:\s|(?:elif|else|except|finally|case)\b)/;

/** Whether lines make whole statements of their own. */
const stands = (text: string, { errors, repairs, units }: Lowered, { indentation }: Window): boolean =>
  errors.length === 0 && repairs.length === 0 && units.every((unit) => startsAt(text, unit, indentation));

const isBeside = (span: Span, { start, end }: Span): boolean => span.end <= start || span.start >= end;

const isInside = (span: Span, { start, end }: Span): boolean => start <= span.start && span.end <= end;

/** A part with the untouched statements on either side. */
function beside(part: Lowered, { before, after }: Window): Lowered {
  const units = [before, ...part.units, after].filter((unit) => unit !== undefined);
  return { ...part, units, statements: units.map((unit) => unit.statement) };
}

/** The statements around an edit, outermost first, whose suites can be changed by themselves. */
function ownersOf(units: readonly Unit[], changed: Span): SuiteOwner[] {
  const owners: SuiteOwner[] = [];
  for (let among = units; ; ) {
    const unit = among[lastNotAfter(among, changed.start)];
    if (unit === undefined || unit.end <= changed.end || !isSuiteOwner(unit)) return owners;
    owners.push(unit);
    among = unit.units;
  }
}

function windowAround(text: string, units: readonly Unit[], changed: Span, owner?: SuiteOwner): Window | undefined {
  let first = firstEndingFrom(units, lineStart(text, changed.start)) - 1;
  while (first >= 0 && !units[first].reusable) first--;
  let last = firstOnLaterLine(text, units, changed.end);
  while (last < units.length && !units[last].reusable) last++;
  const before: Unit | undefined = units[first];
  const after: Unit | undefined = units[last];
  if (owner !== undefined && after === undefined) return undefined;
  const start = before === undefined ? bodyStart(text, owner) : lineStart(text, before.start);
  if (start < 0 || start > changed.start) return undefined;
  const indentation = owner === undefined ? "" : text.slice(lineStart(text, after.start), after.start);
  const end = after === undefined ? text.length : lineEnd(text, after.end);
  return { first: Math.max(first, 0), last: Math.min(last, units.length - 1), start, end, indentation, before, after };
}

/** Index of the first unit that ends at or behind `offset`. */
function firstEndingFrom(units: readonly Unit[], offset: number): number {
  let index = Math.max(lastNotAfter(units, offset), 0);
  while (index < units.length && units[index].end < offset) index++;
  while (index > 0 && units[index - 1].end >= offset) index--;
  return index;
}

/** Index of the first unit whose line begins behind `offset`, so that its indentation is as it was. */
function firstOnLaterLine(text: string, units: readonly Unit[], offset: number): number {
  let index = lastNotAfter(units, offset) + 1;
  while (index < units.length && lineStart(text, units[index].start) <= offset) index++;
  return index;
}

/** Where the lines of a suite begin, -1 if that is not known. */
function bodyStart(text: string, owner: SuiteOwner | undefined): number {
  if (owner === undefined) return 0;
  const { statement } = owner;
  if (statement.kind !== "function" && statement.kind !== "class") return -1;
  if (!endsLine(text, statement.headEnd)) return -1;
  const start = lineEnd(text, statement.headEnd);
  return continued.test(text.slice(start, lineEnd(text, start))) ? -1 : start;
}

/** Whether nothing but a comment stands between an offset and the end of its line. */
const endsLine = (text: string, offset: number): boolean =>
  /^\s*(#.*)?$/.test(text.slice(offset, lineEnd(text, offset)));

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
  const feed = text.indexOf("\n", offset);
  return feed < 0 ? text.length : feed + 1;
}

/** Whether no line ends the suite: parsed by itself, a line further left would go on with the statement before it. */
function isIndented(text: string, { start, end, indentation }: Window): boolean {
  if (indentation === "") return true;
  for (let line = start; line < end; line = lineEnd(text, line)) {
    if (!text.startsWith(indentation, line) && /[^ \t\r\n]/.test(text.slice(line, lineEnd(text, line)))) return false;
  }
  return true;
}

function lowerPart(
  grammar: Grammar,
  text: string,
  whole: Lowered,
  window: Window,
  units: readonly Unit[],
  nesting: number,
): Part {
  let reach = window.end;
  const { tree, repairs } = parseRepaired(grammar, text.slice(window.start, window.end), () => {
    const found = repairsWithin(text, window);
    reach = found.end;
    return fromStart(found, window.start);
  });
  const place = { base: window.start, nesting, repairs };
  const isRepaired = (start: number, end: number) =>
    repairs.some(({ at }) => start <= at + window.start && at + window.start <= end);
  const part = lower(grammar, tree, text, place, {
    comments: whole.comments,
    find: (start, end, nesting) => (isRepaired(start, end) ? undefined : findUnit(units, start, end, nesting)),
  });
  tree.delete();
  return { ...part, reach, lacksQuotes: repairs.some((repair) => quote.test(repair.text)) };
}

/** Repairs by offsets from a place. */
function fromStart({ repairs, statements, end }: Repairs, base: number): Repairs {
  return {
    repairs: repairs.map((one) => ({ ...one, at: one.at - base, until: one.until - base })),
    statements: statements.map((one) => ({ start: one.start - base, end: one.end - base })),
    end: end - base,
  };
}

/** Lowers a window in which a statement takes the line behind it along; gives nothing where it takes more. */
function lowerWider(
  ...[grammar, text, whole, window, units, depth]: Parameters<typeof lowerPart>
): Lowered | undefined {
  if (window.end - window.start > widest || !isIndented(text, window)) return undefined;
  const part = lowerPart(grammar, text, whole, window, units, depth);
  return part.reach <= window.end && part.isFollowed && fits(text, part, window) ? part : undefined;
}

function fits(text: string, part: Lowered, { before, after, indentation }: Window): boolean {
  if (part.units.length === 0) return false;
  if (before !== undefined && part.units[0] !== before) return false;
  if (after !== undefined && part.units.at(-1) !== after) return false;
  return part.units.every((unit) => startsAt(text, unit, indentation));
}

const startsAt = (text: string, { start }: Unit, indentation: string): boolean =>
  text.slice(lineStart(text, start), start) === indentation;

/** Puts a part in the place of a window of the innermost owner's suite, and that in the places of the outer suites. */
function splice(
  whole: Lowered,
  part: Lowered,
  window: Window,
  owners: readonly SuiteOwner[],
  isSound: boolean,
): Lowered {
  const comments = [
    ...whole.comments.filter((comment) => comment.start < window.start),
    ...part.comments,
    ...whole.comments.filter((comment) => comment.start >= window.end),
  ];
  let { first, last } = window;
  let inner = part.units;
  for (let depth = owners.length - 1; depth >= 0; depth--) {
    const owner = owners[depth];
    inner = [withBody(owner, owner.units.toSpliced(first, last - first + 1, ...inner))];
    first = last = (owners[depth - 1]?.units ?? whole.units).indexOf(owner);
  }
  const units = whole.units.toSpliced(first, last - first + 1, ...inner);
  return {
    units,
    statements: units.map((unit) => unit.statement),
    comments,
    errors: inOrder(
      whole.errors.filter((span) => !isInside(span, window)),
      part.errors,
    ),
    repairs: inOrder(
      whole.repairs.filter((span) => !isInside(placeOf(span), window)),
      part.repairs,
    ),
    isFollowed: true,
    isSound,
  };
}

const inOrder = (one: readonly Span[], other: readonly Span[]): Span[] =>
  [...one, ...other].sort((a, b) => a.start - b.start);
