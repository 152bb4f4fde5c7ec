import assert from "node:assert/strict";
import { fork, spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { filesOf, PACKAGES, sampled, suspicious } from "../../scripts/corpus.ts";
import { environment } from "../../scripts/environments.mjs";
import type { Trial } from "./trial.ts";

const PROCESSES = 2;
const SLOWEST = 15_000; // ms for one file, on a busy machine; the largest has 20,000 lines
const isWhole = process.env.TORCH2MS_CORPUS === "whole";
const WITH_TORCH = isWhole ? Number.MAX_SAFE_INTEGER : 100; // files of a package that are tried
const UNSUSPICIOUS = isWhole ? Number.MAX_SAFE_INTEGER : 25; // files that never say torch, of one that does without it

const withoutTorch: ReadonlySet<string> = new Set(PACKAGES.torchFree);
const filesToTry = async (name: string): Promise<string[]> => {
  const files = await filesOf(name);
  return withoutTorch.has(name) ? suspicious(files, UNSUSPICIOUS) : sampled(files, WITH_TORCH);
};

for (const name of [...PACKAGES.torch, ...PACKAGES.torchFree]) {
  describe(name, function () {
    this.timeout(900_000);
    let trials: Trial[];

    before(async () => {
      trials = await tryAll(await filesToTry(name));
      console.log(`  ${name}: ${summaryOf(trials)}`);
    });

    it("is read and rewritten without a crash, comments kept, and a second time without a change", () => {
      assert.ok(trials.length > 0, "it has no files");
      const complaints = trials.flatMap((trial) => trial.complaints.map((complaint) => `${trial.path}: ${complaint}`));
      assert.deepEqual(complaints, []);
    });

    it("has findings only where it imports a framework", () => {
      const found = trials.filter(({ findings, importsFramework }) => findings && !importsFramework);
      assert.deepEqual(
        found.map(({ path, findings }) => `${path}: ${findings} findings`),
        [],
      );
    });

    it("is still Python for CPython where it was", async () => {
      const texts = trials.flatMap(({ texts }) => texts ?? []);
      const verdicts = await parse(texts);
      const changed = trials.filter(({ texts }) => texts);
      const broken = changed.filter((_, index) => verdicts[2 * index] && !verdicts[2 * index + 1]);
      assert.deepEqual(
        broken.map(({ path }) => path),
        [],
      );
    });

    it("takes a bounded time a file", () => {
      const slow = trials.filter(({ milliseconds }) => milliseconds > SLOWEST);
      assert.deepEqual(
        slow.map(({ path, milliseconds }) => `${path}: ${milliseconds} ms`),
        [],
      );
    });
  });
}

/** Tries files in several processes. */
async function tryAll(paths: readonly string[]): Promise<Trial[]> {
  const shares = Array.from({ length: PROCESSES }, (_, lane) => paths.filter((_, index) => index % PROCESSES === lane));
  return (await Promise.all(shares.map(tryShare))).flat();
}

function tryShare(paths: readonly string[]): Promise<Trial[]> {
  const worker = fork(new URL("worker.ts", import.meta.url), { execArgv: ["--import", "tsx"] });
  worker.send(paths);
  return new Promise((done, fail) => {
    worker.once("message", (trials) => done(trials as Trial[]));
    worker.once("exit", (code) => fail(new Error(`the process ended with ${code}`)));
  });
}

/** What CPython says of each text. */
async function parse(texts: readonly string[]): Promise<boolean[]> {
  const { python } = await environment("torch");
  const script = fileURLToPath(new URL("parses.py", import.meta.url));
  const child = spawn(python, [script], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(JSON.stringify(texts));
  return JSON.parse(await text(child.stdout));
}

function summaryOf(trials: readonly Trial[]): string {
  const sum = (key: "lines" | "findings" | "changes" | "left") =>
    trials.reduce((total, trial) => total + trial[key], 0);
  return `${trials.length} files, ${sum("lines")} lines: ${sum("findings")} findings, ${sum("changes")} changes, ${sum("left")} left`;
}
