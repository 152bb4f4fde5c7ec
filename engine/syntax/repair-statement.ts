import type { Tree } from "web-tree-sitter";
import type { Span } from "./nodes.ts";
import type { Repair } from "./repair.ts";
import { isHead } from "./repair-head.ts";
import { offsetWithout, repaired } from "./repaired-text.ts";
import { matchAt } from "./sticky.ts";
import { errorsOf } from "./tree-errors.ts";

/** Of a statement so many words are left out before all of it is. */
const mostWords = 12;
/** Of a longer statement no words are left out, but all of it. */
const longest = 4000;
/** So often what the parser skips is left out: each time it may go on further. */
const mostTries = 4;

/** Parses a text, and gives what `look` finds in the tree. */
export type Parse = <T>(text: string, look: (tree: Tree) => T) => T;

/** Whether a statement with its repairs parses as a text of its own. */
export const parsesAlone = (text: string, { start, end }: Span, within: readonly Repair[], parse: Parse): boolean =>
  parses(repaired(text.slice(start, end), shifted(within, -start)), parse);

function parses(source: string, parse: Parse): boolean {
  const [before, behind] = completion(source);
  return parse(before + source + behind, (tree) => !tree.rootNode.hasError);
}

const shifted = (repairs: readonly Repair[], by: number): Repair[] =>
  repairs.map((one) => ({ ...one, at: one.at + by, until: one.until + by }));

/** What makes a statement a text of its own. */
function completion(source: string): [before: string, behind: string] {
  if (source.startsWith("@")) return ["", "\ndef _(): pass\n"];
  const suite = source.endsWith(":") ? " pass\n" : "\n";
  if (/^case\b/.test(source)) return ["match _:\n  ", suite];
  if (!isHead(source, 0)) return ["", "\n"];
  if (/^(?:elif|else)\b/.test(source)) return ["if _: pass\n", suite];
  if (/^(?:except|finally)\b/.test(source)) return ["try: pass\n", suite];
  return ["", /^try\b/.test(source) ? `${suite}finally: pass\n` : suite];
}

/** A statement that does not parse, with the repairs that are in it, and whether lines follow that are of it. */
export interface BrokenStatement extends Span {
  readonly within: readonly Repair[];
  readonly isOwner: boolean;
}

/**
 * Leaves out as little of a statement as makes it parse: what the parser skips, or its end; or else all of it. Of a head
 * where lines follow that are indented deeper something stays always, its name if it has one. Gives all its repairs.
 */
export function leftOut(text: string, statement: BrokenStatement, parse: Parse): Repair[] {
  const ways = statement.end - statement.start > longest ? [] : [withoutErrors, withoutEnd];
  const found = ways.flatMap((leaveOut) => {
    const repairs = leaveOut(text, statement, parse);
    return repairs ? [{ repairs, length: repairs.reduce((sum, { cut = 0 }) => sum + cut, 0) }] : [];
  });
  if (found.length > 0) return found.reduce((best, one) => (one.length < best.length ? one : best)).repairs;
  const { start, end, isOwner } = statement;
  return [isOwner ? headOf(text, start, end) : aside(start, end, "pass")];
}

/** Leaves out what the parser skips of a statement by itself, and puts in what it misses. */
function withoutErrors(text: string, { start, end, within }: BrokenStatement, parse: Parse): Repair[] | undefined {
  const raw = text.slice(start, end);
  let repairs = shifted(within, -start);
  for (let tries = 0; tries < mostTries; tries++) {
    const source = repaired(raw, repairs);
    const [before, behind] = completion(source);
    const errors = parse(before + source + behind, (tree) => errorsIn(tree, before.length, source.length));
    if (errors?.length === 0) return shifted(repairs, start);
    repairs = errors ? withCuts(repairs, cutsOf(raw, repairs, errors)) : [];
    if (repairs.length === 0 || overlap(repairs) || repaired(raw, repairs).trim() === "") return undefined;
  }
  return undefined;
}

/** A stretch that the parser skips, or a place where it misses something. */
interface ParseError extends Span {
  missing: string;
}

/** The errors of a tree in a stretch of its text, last first; nothing where one reaches beyond it. */
function errorsIn(tree: Tree, from: number, length: number): ParseError[] | undefined {
  const found = errorsOf(tree).map((node) => {
    // Where no error is shown, it is the end of a line that is missing, behind the first of two statements.
    const isShown = node.isError || node.isMissing;
    const start = (isShown ? node.startIndex : (node.namedChildren[0]?.endIndex ?? node.startIndex)) - from;
    const end = isShown ? node.endIndex - from : Math.min(node.endIndex - from, length);
    return { start, end, missing: node.isMissing ? ` ${node.isNamed ? "_" : node.type} ` : "" };
  });
  return found.every(({ start, end }) => start >= 0 && end <= length) ? found.reverse() : undefined;
}

/** What leaves out the errors of a text that was parsed with repairs. */
function cutsOf(raw: string, repairs: readonly Repair[], errors: readonly ParseError[]): Repair[] {
  const placed = offsetWithout(repairs, 0);
  return errors.map(({ start, end, missing }) => {
    const [at, until] = [placed(start), placed(end)];
    const joins = at > 0 && /\w/.test(raw[at - 1]) && /\w/.test(raw[until] ?? "");
    return { ...aside(at, until, missing || (joins ? " " : "")), until: raw.length };
  });
}

/** Repairs with cuts, which take along what was put in where they cut. */
function withCuts(repairs: readonly Repair[], cuts: readonly Repair[]): Repair[] {
  const isCut = ({ at, cut = 0 }: Repair) =>
    cuts.some((one) => one.at <= at && at + cut <= one.at + one.cut! && at < one.at + one.cut!);
  return [...repairs.filter((one) => !isCut(one)), ...cuts].sort((a, b) => a.at - b.at);
}

/** Whether two of some repairs cut the same text. */
const overlap = (repairs: readonly Repair[]): boolean =>
  repairs.some(({ at }, i) => i > 0 && at < repairs[i - 1].at + (repairs[i - 1].cut ?? 0));

/** Leaves out the last words of a statement, of which it may have no more than a few. */
function withoutEnd(text: string, statement: BrokenStatement, parse: Parse): Repair[] | undefined {
  const { start, end, within, isOwner } = statement;
  const rest = isHead(text, start) ? (isOwner ? ":" : ": pass") : "";
  if (isOwner && rest === "") return undefined;
  const before = (at: number) => within.filter((one) => one.at + (one.cut ?? 0) < at);
  const upTo = (at: number) => repaired(text.slice(start, at), shifted(before(at), -start)) + rest;
  const words = [...text.slice(start, end).matchAll(/(?<=\S)\s+/g)].slice(-mostWords).reverse();
  const at = words.map(({ index }) => start + index).find((at) => parses(upTo(at), parse));
  return at === undefined ? undefined : [...before(at), aside(at, end, rest)];
}

/** What a statement's head is known by although more of it does not parse. */
const known = /(?:async\s+)?def\s+\w+(?:\(\s*(?:self|cls)\b)?|class\s+\w+(?:\([\w., ]*)?/y;

/** Leaves out all of a head but its name. */
function headOf(text: string, start: number, end: number): Repair {
  const kept = matchAt(known, text, start);
  if (kept === undefined || start + kept.length > end) return aside(start, end, "if _:");
  const closed = kept.startsWith("class") ? "):" : ", *_):";
  return aside(start + kept.length, end, kept.includes("(") ? closed : "():");
}

const aside = (at: number, end: number, text: string): Repair => ({
  at,
  text,
  cut: end - at,
  isAside: true,
  until: end,
});
