import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { analyze, DEFAULT_TARGET } from "../../engine/index.ts";
import { showKind, type Typed } from "../../engine/semantics/kinds.ts";
import type { Expression, Statement } from "../../engine/syntax/nodes.ts";
import { children, isStatement } from "../../engine/syntax/walk.ts";
import { parse, ready } from "./parse.ts";

const FOLDER = new URL("kinds/", import.meta.url);
const EXPECTATION = / {2}# kind: (.+)$/;

before(() => ready);

for (const page of readdirSync(FOLDER).sort())
  describe(`kinds: ${page.replace(".py", "")}`, () => {
    const text = readFileSync(new URL(page, FOLDER), "utf8").replaceAll("\r\n", "\n");
    for (const [index, line] of text.split("\n").entries()) {
      const expected = EXPECTATION.exec(line)?.[1];
      if (expected !== undefined)
        it(`${index + 1}: ${line.replace(EXPECTATION, "").trim()}`, () => assert.equal(kindAt(text, index), expected));
    }
  });

/** The kind of what a line evaluates: its expression, or what it assigns or returns. */
function kindAt(text: string, line: number): string {
  const { model } = analyze(parse(text), DEFAULT_TARGET);
  const start = text.split("\n").slice(0, line).join("\n").length + (line && 1);
  const end = start + text.split("\n")[line].length;
  const statement = statementIn(model.module.body.statements, start, end);
  const value = statement && evaluatedBy(statement);
  assert.ok(value, "the line evaluates nothing");
  return told(model.kindOf(value));
}

const told = (typed: Typed | undefined): string => (typed ? `${showKind(typed.kind)} (${typed.ground})` : "unknown");

/** The last statement without suites that begins in a stretch. */
function statementIn(nodes: readonly (Expression | Statement)[], start: number, end: number): Statement | undefined {
  return nodes
    .filter(isStatement)
    .flatMap((node) => [node, statementIn(children(node), start, end)])
    .findLast((node) => node && node.start >= start && node.start < end && evaluatedBy(node));
}

function evaluatedBy(statement: Statement): Expression | undefined {
  const isValue = /^(expression|assign|augmented|return)$/.test(statement.kind);
  return isValue && "value" in statement ? (statement.value as Expression) : undefined;
}
