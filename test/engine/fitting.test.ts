import assert from "node:assert/strict";
import { analyze, applyEdits, DEFAULT_TARGET, type Edit, singleFix } from "../../engine/index.ts";
import type { Span } from "../../engine/syntax/nodes.ts";
import { casesOf, readPages } from "../../scripts/pages.ts";
import { parse, ready } from "./parse.ts";

const isQuick = process.env.TORCH2MS_TESTS === "quick";

/** The pages' examples, each in its first alternative; in a quick run a tenth of them. */
const sources = () =>
  readPages()
    .flatMap((page) => page.examples.map((example) => casesOf(page, example)[0].source))
    .filter((_, i) => !isQuick || i % 10 === 0);

const ENOUGH = isQuick ? 50 : 1_000;

interface Repaired {
  readonly before: string;
  readonly after: string;
  /** Where what was put around the expression begins in the text after the repair. */
  readonly at: number;
}

/** What every repair gives where something is put around the expression that it is of. */
function* repairs(around: (expression: string) => string | undefined): Generator<Repaired> {
  for (const source of sources()) {
    const { model } = analyze(parse(source), DEFAULT_TARGET);
    const nodes = new Map(model.references.map(({ node, call }) => [(call ?? node).start, call ?? node]));
    for (const node of nodes.values()) {
      const put = around(source.slice(node.start, node.end));
      if (put === undefined) continue;
      const before = source.slice(0, node.start) + put + source.slice(node.end);
      yield* repairsIn(before, { start: node.start, end: node.start + put.length });
    }
  }
}

function* repairsIn(before: string, place: Span): Generator<Repaired> {
  const file = parse(before);
  if (file.module.errors.length + file.module.repairs.length) return;
  const analysis = analyze(file, DEFAULT_TARGET);
  for (const finding of analysis.findings) {
    if (finding.end < place.start || place.end < finding.start) continue;
    const edits = singleFix(finding, analysis)?.edits;
    if (edits) yield { before, after: applyEdits(before, edits), at: moved(place.start, edits) };
  }
}

const moved = (at: number, edits: readonly Edit[]): number =>
  edits.reduce((sum, { start, end, text }) => (end <= at ? sum + text.length - (end - start) : sum), at);

describe("a repair", () => {
  before(() => ready);

  it("of what stands in parentheses leaves them in pairs", () => {
    let count = 0;
    for (const { before, after } of repairs((expression) => `(${expression})`)) {
      const { errors, repairs } = parse(after).module;
      assert.equal(errors.length + repairs.length, 0, `${before}\n---\n${after}`);
      count++;
    }
    assert.ok(count > ENOUGH, `${count}`);
  }).timeout(120_000);

  it("of what stands in an f-string writes what Python 3.9 takes there", () => {
    let count = 0;
    const formatted = (one: string) => (/["'\\\n#{}]/.test(one) ? undefined : `f"{${one}}"`);
    for (const { before, after, at } of repairs(formatted)) {
      if (!after.startsWith('f"{', at)) continue;
      assert.match(after.slice(at), /^f"\{[^"\n\\#]*\}"/, `${before}\n---\n${after}`);
      count++;
    }
    assert.ok(count > ENOUGH, `${count}`);
  }).timeout(120_000);
});
