/** `npm run prove [SUBJECT…]`: runs every case in both frameworks and writes the evidence. With subjects, only reports. */
import { readFileSync, writeFileSync } from "node:fs";
import { loadGrammar, SourceFile } from "#engine";
import type { Outcome } from "./proof/case.ts";
import { caseOf, collectEvidence, type Migrated, migrateSources, VERSIONS } from "./proof/evidence.ts";
import { harnessHash } from "./proof/harness-hash.ts";
import { prove } from "./proof/run.ts";
import { allSources } from "./proof/sources.ts";

const EVIDENCE = new URL("../engine/catalogue/evidence/evidence.json", import.meta.url);

async function main(subjects: readonly string[]): Promise<void> {
  const grammar = await loadGrammar({
    treeSitter: wasm("web-tree-sitter/web-tree-sitter.wasm"),
    python: wasm("tree-sitter-python/tree-sitter-python.wasm"),
  });
  const sources = allSources().filter((source) => !subjects.length || subjects.some((s) => source.subject.includes(s)));
  const migrated = migrateSources(sources, (text) => new SourceFile(grammar, text));
  const outcomes = await runAll(migrated);
  report(migrated, outcomes, sources.length);
  if (subjects.length) return;
  const evidence = collectEvidence(migrated, outcomes, harnessHash());
  writeFileSync(EVIDENCE, `${JSON.stringify(evidence, null, 1)}\n`);
  console.log(`${Object.keys(evidence.forms).length} forms proven by ${Object.keys(evidence.cases).length} cases.`);
}

/** Runs each version's cases; a case knows its version by its id. */
export async function runAll(migrated: readonly Migrated[]): Promise<Outcome[]> {
  const runs = VERSIONS.map((version) => prove(migrated.filter((m) => m.version === version).map(caseOf), [version]));
  return (await Promise.all(runs)).flat();
}

function report(migrated: readonly Migrated[], outcomes: readonly Outcome[], sources: number): void {
  const codes = new Map(migrated.map((m) => [caseOf(m).id, m.rewrite.text]));
  const counts = new Map<string, number>();
  for (const outcome of outcomes) {
    const key = outcome.reason ? `not run: ${outcome.reason}` : outcome.verdict;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    if (outcome.verdict !== "differs" && outcome.verdict !== "raises") continue;
    const line =
      codes
        .get(outcome.id)
        ?.split("\n")
        .findLast((l) => /self\.layer =|return /.test(l) && !/self\.layer\(/.test(l))
        ?.trim() ?? "";
    console.log(
      `${outcome.verdict.padEnd(8)} ${outcome.id}\n         ${line}\n         ${outcome.detail?.split("\n").slice(0, 2).join(" ").slice(0, 300)}`,
    );
  }
  console.log(`${sources} sources; ${[...counts].map(([key, count]) => `${count} ${key}`).join(", ")}.`);
}

const wasm = (path: string): Uint8Array => readFileSync(new URL(`../node_modules/${path}`, import.meta.url));

await main(process.argv.slice(2));
