import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Outcome, ProvenVersion } from "../../scripts/proof/case.ts";
import { prove } from "../../scripts/proof/run.ts";
import { Worker } from "../../scripts/proof/worker.ts";
import { caseOf, rightCases } from "./cases.ts";

const versions: ProvenVersion[] = ["2.10", "2.7"];

describe("the proof harness", function () {
  this.timeout(600_000); // the first run makes the Python environments

  describe("finds right migrations equal", () => {
    let outcomes: Outcome[];
    before(async () => {
      outcomes = await prove(rightCases, versions);
    });
    for (const version of versions) {
      for (const { id } of rightCases) {
        it(`${id}, MindSpore ${version}`, () => {
          const outcome = outcomes.find((one) => one.id === id && one.version === version)!;
          assert.equal(outcome.verdict, "equal", outcome.detail);
          assert.match(outcome.mindspore, new RegExp(`^${version.replace(".", "\\.")}\\.`));
        });
      }
    }
  });

  describe("says why a case proves nothing", () => {
    const unproven = [
      { reason: "no-cpu-kernel", before: "return torch.roll(x, 1)", after: "return ops.roll(x, 1)" },
      { reason: "needs-device", before: "return x.cuda()", after: "return x" },
      { reason: "random", before: "return torch.rand(3) + x", after: "return ops.rand(3) + x" },
    ].map(({ reason, before, after }) =>
      caseOf({
        id: reason,
        before: `def run(x):\n    ${before}`,
        after: `def run(x):\n    ${after}`,
        kind: "function",
        inputs: ["float32[3]"],
      }),
    );
    let outcomes: Outcome[];
    before(async () => {
      outcomes = await prove(unproven, ["2.10"]);
    });
    for (const [index, { id }] of unproven.entries()) {
      it(id, () => {
        const { verdict, reason, detail } = outcomes[index];
        assert.deepEqual({ verdict, reason }, { verdict: "not-run", reason: id }, detail);
      });
    }
  });

  it("goes on after a case that raises, one that hangs and one that kills its process", async () => {
    const worker = new Worker("torch", 2_000);
    const folder = await mkdtemp(join(tmpdir(), "torch2ms-harness-"));
    const run = (body: string) =>
      worker.run({
        id: body,
        code: `import os, time\ndef run(x):\n    ${body}\n`,
        kind: "function",
        record: join(folder, "record.npz"),
        inputs: ["float32[2]"],
        options: {},
      });
    try {
      const replies = await Promise.all(["1 / 0", "time.sleep(60)", "os._exit(3)", "return x"].map(run));
      assert.deepEqual(
        replies.map(({ verdict, detail }) => [verdict, detail?.split(":")[0] ?? null]),
        [
          ["raises", "ZeroDivisionError"],
          ["raises", "no answer in 2 s"],
          ["raises", "the process died"],
          ["recorded", null],
        ],
      );
    } finally {
      worker.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
