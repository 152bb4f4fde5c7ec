import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import type { Analysis } from "../../engine/index.ts";
import { showKind, type Typed } from "../../engine/semantics/kinds.ts";
import type { Expression, Statement } from "../../engine/syntax/nodes.ts";
import { children, isStatement } from "../../engine/syntax/walk.ts";
import { ready } from "./parse.ts";
import { TextProject } from "./text-project.ts";

const FOLDER = new URL("kinds/", import.meta.url);
/** What a line evaluates, or the rules of the findings that begin on it; where a line says nothing, nothing is expected. */
const EXPECTATION = / {2}# (kind|finds): (.+)$/;
/** Where the next file of a project begins; a page without any is one file. */
const FILE = /^# file: (\S+)\n/m;

before(() => ready);

for (const page of readdirSync(FOLDER).sort())
  describe(`kinds: ${page.replace(".py", "")}`, () => {
    const files = filesIn(readFileSync(new URL(page, FOLDER), "utf8").replaceAll("\r\n", "\n"));
    let project: TextProject;
    before(() => {
      project = new TextProject(files);
    });
    for (const [path, text] of Object.entries(files))
      for (const [index, line] of text.split("\n").entries()) {
        const [, what, expected] = EXPECTATION.exec(line) ?? [];
        if (expected !== undefined)
          it(`${path} ${index + 1}: ${line.replace(EXPECTATION, "").trim()}`, () =>
            assert.equal(ANSWERS[what as keyof typeof ANSWERS](project.analyze(path), index), expected));
      }
  });

function filesIn(page: string): Record<string, string> {
  const [start, ...parts] = page.split(FILE);
  const files: Record<string, string> = start.trim() ? { "/p/page.py": start } : {};
  for (let i = 0; i < parts.length; i += 2) files[`/p/${parts[i]}`] = parts[i + 1];
  return files;
}

const ANSWERS = { kind: kindAt, finds: rulesAt };

/** The kind of what a line evaluates: its expression, or what it assigns or returns. */
function kindAt({ model, text }: Analysis, line: number): string {
  const [start, end] = stretchOf(text, line);
  const statement = statementIn(model.module.body.statements, start, end);
  const value = statement && evaluatedBy(statement);
  assert.ok(value, "the line evaluates nothing");
  return told(model.kindOf(value));
}

function rulesAt({ findings, text }: Analysis, line: number): string {
  const [start, end] = stretchOf(text, line);
  const rules = findings.filter((finding) => start <= finding.start && finding.start < end).map(({ rule }) => rule);
  return rules.join(", ") || "nothing";
}

function stretchOf(text: string, line: number): [start: number, end: number] {
  const start = text.split("\n").slice(0, line).join("\n").length + (line && 1);
  return [start, start + text.split("\n")[line].length];
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
