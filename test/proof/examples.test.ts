import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type EnvironmentName, environment } from "../../scripts/environments.mjs";
import type { Reply } from "../../scripts/proof/worker.ts";
import { ready } from "../engine/parse.ts";
import { type FileCase, runBoth } from "./files.ts";
import { filesIn, type MigratedFile } from "./migrated.ts";

const files = filesIn("examples");
const fileOf = (name: string): MigratedFile => files.find((file) => file.name === name)!;

before(() => ready);

function exampleCase(id: string, name: string, run: string, inputs: readonly string[], tolerance: number): FileCase {
  const file = fileOf(name);
  const others = files.filter((one) => one !== file);
  return {
    id,
    run,
    inputs,
    tolerance,
    before: file.text,
    get after() {
      return file.rewrite.text;
    },
    get beside() {
      return {
        before: Object.fromEntries(others.map((other) => [other.name, other.text])),
        after: Object.fromEntries(others.map((other) => [other.name, other.rewrite.text])),
      };
    },
  };
}

const model = (id: string, name: string, entry: string): FileCase =>
  exampleCase(id, name, `driver.evaluated(NAME, ${entry}, INPUTS, True)`, ["float32[4,3,32,32]"], 1e-4);

const batches = Array.from({ length: 20 }, () => ["float32[16,3,32,32]", "int64[16]<10"]).flat();
const training = (id: string, options: string): FileCase =>
  exampleCase(id, "train.py", `driver.looped(NAME, globals(), [${options}], INPUTS)`, batches, 1e-3);

const models = [
  model("the CNN", "cnn.py", "resnet14(num_classes=10)"),
  model("the CNN with another norm layer", "cnn.py", "resnet8(norm_layer=lambda n: nn.BatchNorm2d(n))"),
  model("the Transformer", "transformer.py", "VisionTransformer(depth=3)"),
  model("the causal Transformer", "transformer.py", "VisionTransformer(depth=3, causal=True)"),
];
const trainings = [
  training("the training script's model over 20 batches", ""),
  training("the CNN in the training script over 20 batches, clipped", `"--model", "resnet", "--clip", "0.5"`),
];

const suites: [EnvironmentName, FileCase[]][] = [
  ["mindspore-2.10", [...models, ...trainings]],
  ["mindspore-2.7", models],
];

for (const [mindspore, cases] of suites) {
  describe(`the migrated examples compute what PyTorch computes, ${mindspore}`, function () {
    this.timeout(600_000);
    let replies: Map<string, Reply>;
    before(async () => {
      replies = await runBoth(cases, mindspore);
    });
    for (const { id } of cases) {
      it(id, () => {
        const { verdict, detail } = replies.get(id)!;
        assert.ok(verdict === "equal", `${verdict}: ${detail}`);
      });
    }
  });
}

describe("the migrated examples", function () {
  this.timeout(600_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "torch2ms-examples-"));
    for (const { name, rewrite } of files) writeFileSync(join(folder, name), rewrite.text);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const { name } of files) {
    it(`have nothing left to do by hand: ${name}`, () => {
      const { left, text } = fileOf(name).rewrite;
      assert.deepEqual(
        left.map(({ finding, reason }) => `${finding.name}: ${reason}`),
        [],
      );
      assert.doesNotMatch(text, /\btorch\b/);
    });
  }

  // Enough images that some are told right whatever the order of sums: else no weights are the best, and none are kept.
  const commands = [
    ["cnn.py"],
    ["transformer.py"],
    ["train.py", "--epochs", "2", "--train-size", "512"],
    ["train.py", "--epochs", "2", "--train-size", "512", "--model", "resnet", "--checkpoint", "resnet.ckpt"],
    ["train.py", "--epochs", "2", "--train-size", "512", "--resume", "best.pt"],
  ];
  for (const command of commands) {
    it(`run: python ${command.join(" ")}`, async () => {
      const { python } = await environment("mindspore-2.10");
      await promisify(execFile)(python, command, { cwd: folder, env: { ...process.env, GLOG_v: "3" } });
    });
  }
});
