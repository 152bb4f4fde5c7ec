import { readFileSync } from "node:fs";
import { analyze, DEFAULT_TARGET, rewrite } from "../../engine/index.ts";
import { commentsKept, idempotent } from "../engine/distrust.ts";
import { parse } from "../engine/parse.ts";

/** What the engine made of one file. */
export interface Trial {
  readonly path: string;
  readonly lines: number;
  readonly importsFramework: boolean;
  readonly findings: number;
  readonly changes: number;
  readonly left: number;
  readonly milliseconds: number;
  /** The file and what it became, where it changed. */
  readonly texts?: readonly [before: string, after: string];
  /** What must not be, in words. */
  readonly complaints: readonly string[];
}

const IMPORTS_A_FRAMEWORK =
  /^[^#\n]*\b(?:import|from)\b[^#\n]*\b(?:torch|torchvision|mindspore)\b|import_module\(\s*["']torch\b/m;

/** Analyses and rewrites one file, and holds the result against what must hold of every file. */
export function tryFile(path: string): Trial {
  const before = readFileSync(path, "utf8");
  const complaints: string[] = [];
  const expect = (check: () => void) => {
    try {
      check();
    } catch (error) {
      complaints.push(error instanceof Error ? (error.stack ?? error.message).slice(0, 1500) : String(error));
    }
  };
  const start = performance.now();
  let [findings, changes, left, after] = [0, 0, 0, before];
  expect(() => {
    findings = analyze(parse(before), DEFAULT_TARGET).findings.length;
    const result = rewrite(parse, before, DEFAULT_TARGET);
    [changes, left, after] = [result.changes, result.left.length, result.text];
  });
  const milliseconds = performance.now() - start;
  const importsFramework = IMPORTS_A_FRAMEWORK.test(before);
  const trial = { path, lines: linesOf(before), importsFramework, findings, changes, left, milliseconds, complaints };
  if (after === before) return trial;
  expect(() => commentsKept(before, after));
  expect(() => idempotent(after, DEFAULT_TARGET));
  return { ...trial, texts: [before, after] };
}

const linesOf = (text: string): number => text.split("\n").length;
