import { strict as assert } from "node:assert";
import { isRepairable, lastEdits } from "../../engine/along.ts";
import { analyze, applyEdits, placeFix, rewrite, type Target, type Unit, unitsOf } from "../../engine/index.ts";
import { parse } from "./parse.ts";

/** What must hold of every rewrite, whatever it is about. */

/** Asserts that the output has no syntax errors where the input had none. */
export function parses(before: string, after: string): void {
  if (!parse(before).module.errors.length)
    assert.deepEqual(parse(after).module.errors, [], `it does not parse:\n${after}`);
}

/** Asserts that a second rewrite changes nothing. */
export function idempotent(after: string, target: Target): void {
  assert.equal(rewrite(parse, after, target).text, after, "a second rewrite changes something");
}

/** Asserts that every comment is still there, as often as before. */
export function commentsKept(before: string, after: string): void {
  const kept = commentsOf(after);
  const lost = commentsOf(before).filter((comment) => {
    const at = kept.indexOf(comment);
    if (at >= 0) kept.splice(at, 1);
    return at < 0;
  });
  assert.deepEqual(lost, [], `comments are lost:\n${after}`);
}

const commentsOf = (text: string): string[] =>
  parse(text).module.comments.map(({ start, end }) => text.slice(start, end).trimEnd());

/** Asserts that units rewritten one by one, first to last, last to first and from the middle, end in the same text. */
export function sameInAnyOrder(before: string, after: string, target: Target): void {
  const steps = stepsTowards(target);
  for (const [name, choose] of ORDERS) {
    const ended = rewriteByUnits(before, choose, steps);
    const isIdle = ended === before && after !== before;
    assert.equal(isIdle ? withoutLeftovers(before, target) : ended, after, `units one by one, ${name}`);
  }
}

/** Where no unit has anything to do, imports of torch that nothing needs any more are the file's. */
const withoutLeftovers = (text: string, target: Target): string =>
  applyEdits(
    text,
    lastEdits(analyze(parse(text), target), () => true),
  );

/** Says which comes next of what is still to do. */
export type Choose = <T>(options: readonly T[]) => T;

const ORDERS: readonly (readonly [string, Choose])[] = [
  ["from the first", (units) => units[0]],
  ["from the last", (units) => units[units.length - 1]],
  ["from the middle", (units) => units[Math.floor(units.length / 2)]],
];

/** What one unit's rewrite needs and gives, worked out once for each text however many ways lead to it. */
export interface Steps {
  units(text: string): readonly Unit[];
  rewritten(text: string, key: string): string;
}

/** The steps towards a target, remembered. */
export function stepsTowards(target: Target): Steps {
  const units = new Map<string, readonly Unit[]>();
  const texts = new Map<string, string>();
  return {
    units: (text) => remembered(units, text, () => unitsOf(analyze(parse(text), target))),
    rewritten: (text, key) => remembered(texts, `${key}\n${text}`, () => rewrite(parse, text, target, key).text),
  };
}

function remembered<T>(known: Map<string, T>, key: string, find: () => T): T {
  const value = known.get(key) ?? find();
  known.set(key, value);
  return value;
}

/** Rewrites unit after unit until none has anything left to do. */
export function rewriteByUnits(text: string, choose: Choose, steps: Steps): string {
  const done = new Set<string>();
  for (let current = text; ; ) {
    const units = steps.units(current).filter((unit) => !done.has(unit.key));
    if (!units.length) return current;
    const { key } = choose(units);
    const next = steps.rewritten(current, key);
    if (next === current) done.add(key);
    else done.clear();
    current = next;
  }
}

/** Repairs single places until there is none left with a repair of its own. */
export function rewriteByPlaces(text: string, target: Target, choose: Choose): string {
  const seen = new Set<string>();
  for (let current = text; ; ) {
    assert.ok(!seen.has(current), "a repair leads back to where it began");
    seen.add(current);
    const analysis = analyze(parse(current), target);
    const open = analysis.findings.filter((finding) => finding.phase === "local" && isRepairable(finding));
    if (!open.length) return current;
    current = applyEdits(current, placeFix(parse, [choose(open)], analysis));
  }
}

/** Asserts that a source with other line endings gives the same text with those line endings. */
export function lineEndingsKept(before: string, after: string, target: Target): void {
  const result = rewrite(parse, before.replaceAll("\n", "\r\n"), target).text;
  assert.equal(result.replaceAll("\r\n", "\n"), after, "with CRLF the text is another");
  assert.doesNotMatch(result, /(?<!\r)\n/, "a line ends in LF alone in a file of CRLF");
}
