// The tiers of the tests, and how one is run: each in a process of its own, and what came of it as counts.
import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../prepare.mjs";

const bin = (path) => join(root, "node_modules", path);

/** Every tier in its order. The quick ones take seconds; the others need Python, whole packages or a VS Code. */
export const TIERS = [
  { name: "check", quick: true, run: runChecks },
  { name: "engine", quick: true, run: runMocha },
  { name: "server", quick: true, run: runMocha },
  { name: "cli", quick: true, run: runMocha },
  { name: "proof", python: true, run: runMocha },
  { name: "corpus", python: true, run: runMocha },
  { name: "editor", run: runMocha },
];

/** Compiler and linter, as two tests. */
async function runChecks(_name, print) {
  const checks = [
    [bin("typescript/bin/tsc"), "-b"],
    [bin("@biomejs/biome/bin/biome"), "check", "."],
  ];
  const codes = await Promise.all(checks.map((command) => execute(command, print)));
  const failed = codes.filter((code) => code !== 0).length;
  return { passed: codes.length - failed, failed, skipped: 0 };
}

/** Tests that take long and that a quick run leaves to the full one. */
const SLOW = [
  ...["engine/bad-input", "engine/incremental", "engine/project-incremental", "engine/documentation", "engine/systems"],
  ...["cli/bad-input", "cli/files"],
].flatMap((name) => ["--ignore", `test/${name}.test.ts`]);

/** A quick run tries less of what it tries: of an example with alternatives the first, of many places a part. */
const QUICK = { TORCH2MS_TESTS: "quick" };

/** All tests of `test/<name>`, or only those that are quick; a mocha that ends without having counted is a failure. */
async function runMocha(name, print, onlyQuick) {
  const counts = join(tmpdir(), `torch2ms-${name}-${process.pid}.json`);
  const reporter = ["--reporter", "scripts/test/reporter.mjs", "--reporter-option", `counts=${counts}`];
  const files = [...(onlyQuick ? SLOW : []), `test/${name}/**/*.test.ts`];
  const code = await execute([bin("mocha/bin/mocha.js"), ...reporter, ...files], print, onlyQuick ? QUICK : {});
  try {
    const found = JSON.parse(await readFile(counts, "utf8"));
    return code !== 0 && found.failed === 0 ? { ...found, failed: 1 } : found;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    await rm(counts, { force: true });
  }
}

function execute(args, print, variables = {}) {
  return new Promise((done) => {
    const env = { ...process.env, ...variables };
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", print);
    child.on("close", done);
  });
}
