import { strict as assert } from "node:assert";
import {
  analyze,
  DEFAULT_TARGET,
  type Finding,
  MINDSPORE_VERSIONS,
  type MindSporeVersion,
  rewrite,
  type Target,
} from "../../engine/index.ts";
import { RULES } from "../../engine/rules/index.ts";
import { type PageCase, pageCases, pathOfPage } from "../../scripts/pages.ts";
import { commentsKept, idempotent, lineEndingsKept, parses, sameInAnyOrder } from "./distrust.ts";
import { parse, ready } from "./parse.ts";

const all = pageCases();
const isFirst = ({ rule, line }: PageCase, i: number): boolean =>
  rule !== all[i - 1]?.rule || line !== all[i - 1]?.line;
const isQuick = process.env.TORCH2MS_TESTS === "quick";
const cases = isQuick ? all.filter(isFirst) : all;
/** Cases whose rewrite is distrusted in every way; a quick run takes some of every page. */
const distrusted = new Set(isQuick ? cases.filter((_, i) => i % 6 === 0) : cases);

before(() => ready);

for (const rule of RULES) {
  describe(`page of ${rule.name}`, () => {
    for (const one of cases.filter((c) => c.rule === rule.name)) {
      const place = `${pathOfPage(rule)}:${one.line}`;
      it(one.title, () => {
        try {
          checkFindings(one);
          checkRewrite(one);
        } catch (error) {
          if (error instanceof Error) error.message = `${place}\n${error.message}`;
          throw error;
        }
      });
    }
  });
}

function checkFindings(one: PageCase): void {
  const { source, assertions, attributes, rule } = one;
  const { findings } = analyze(parse(source), targetOf(one), {});
  const own = findings.filter((finding) => finding.rule === rule);
  if (attributes.silent)
    assert.deepEqual(
      own.map((f) => describeFinding(f, source)),
      [],
      "a look-alike is reported",
    );
  const missing = assertions.filter((assertion) => !findings.some((finding) => matches(finding, assertion, source)));
  const found = findings.map((finding) => describeFinding(finding, source)).join("\n");
  assert.deepEqual(missing, [], `expected findings are missing; found were:\n${found}\n`);
  if (!assertions.length) return;
  const unsaid = own.filter((finding) => !assertions.some((assertion) => matches(finding, assertion, source)));
  assert.deepEqual(
    unsaid.map((f) => describeFinding(f, source)),
    [],
    "there are findings that the page does not show",
  );
}

function matches(
  finding: Finding,
  { line, column, end, rule, message }: PageCase["assertions"][number],
  source: string,
): boolean {
  const from = positionOf(source, finding.start);
  const to = Math.min(finding.end - finding.start + from.column, source.split("\n")[from.line].length);
  if (finding.rule !== rule || from.line !== line || from.column !== column) return false;
  return (end === undefined || to === end) && finding.message.includes(message);
}

function describeFinding({ rule, start, end, message }: Finding, source: string): string {
  const { line, column } = positionOf(source, start);
  return `${line + 1}:${column} (${end - start}) ${rule}: ${message}`;
}

function positionOf(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset).split("\n");
  return { line: before.length - 1, column: before[before.length - 1].length };
}

function checkRewrite(one: PageCase): void {
  const { source, attributes, expected, left, proof } = one;
  const target = targetOf(one);
  const result = rewrite(parse, source, target);
  if (expected !== undefined) assert.equal(result.text, expected, "the migrated text is another");
  const reasons = result.left.map(({ finding, reason }) => `${finding.rule}: ${reason}`);
  if (left) assert.deepEqual(reasons, left, "something else is left to do by hand");
  if (proof) {
    assert.deepEqual(reasons, [], "a case that is proven leaves nothing to do by hand");
    assert.doesNotMatch(result.text, /\btorch\b/, "a case that is proven leaves nothing of torch");
  }
  const doubts = result.unsafe.filter((reason) => !/\bnot proven for\b|left to do by hand$/.test(reason));
  const { unsafe } = attributes;
  if (attributes.unproven)
    assert.ok(
      result.unsafe.some((reason) => reason.includes("not proven for")),
      "it passes for proven",
    );
  if (unsafe)
    assert.ok(
      doubts.some((reason) => reason.includes(unsafe)),
      `not unsafe for "${unsafe}": ${doubts}`,
    );
  else if (attributes.safe || proof) assert.deepEqual(doubts, [], "a repair is in doubt");

  if (!distrusted.has(one)) return;
  parses(source, result.text);
  idempotent(result.text, target);
  commentsKept(source, result.text);
  sameInAnyOrder(source, result.text, target);
  lineEndingsKept(source, result.text, target);
}

function targetOf({ attributes }: PageCase): Target {
  const { target } = attributes;
  if (!target) return DEFAULT_TARGET;
  assert.ok(MINDSPORE_VERSIONS.includes(target as MindSporeVersion), `there is no target ${target}`);
  return { ...DEFAULT_TARGET, mindspore: target as MindSporeVersion };
}
