import assert from "node:assert/strict";
import { analyze, DEFAULT_TARGET } from "../../engine/index.ts";
import type { Reply } from "../../scripts/proof/worker.ts";
import { parse, ready } from "../engine/parse.ts";
import { type FileCase, runBoth } from "./files.ts";
import { filesIn, type MigratedFile } from "./migrated.ts";

/** Models and scripts that do not migrate yet, each with the reason. */
const open: Record<string, string> = {
  "test/models/bilstm_tagger.py": "sequences are packed by their lengths, which MindSpore's layers take with the call",
  "test/models/conv_lstm.py": "it keeps its layers in self.cells, which is a method of MindSpore's Cell",
  "test/training/adam_function.py":
    "a bias before a BatchNorm has no gradient but rounding, which Adam turns into steps, and they show in running_mean",
  "test/training/gan.py": "as adam_function.py: a bias before a BatchNorm, and Adam",
  "test/training/own_optimizer.py": "an optimizer of one's own becomes a Cell that is called with gradients by hand",
};

/** Models whose forward pass draws random numbers in training mode. */
const random = ["vae.py"];

const modelCase = (file: MigratedFile): FileCase => ({
  ...sidesOf(file),
  run: `driver.evaluated(NAME, ${file.header("entry")}, INPUTS, ${random.includes(file.name) ? "False" : "True"})`,
  inputs: file.header("inputs")?.split(/,\s+/),
});

const scriptCase = (file: MigratedFile): FileCase => ({
  ...sidesOf(file),
  run: file.header("result") ?? "driver.trained(NAME, make_model(), run)",
  tolerance: 1e-3,
});

function sidesOf({ name, text, rewrite }: MigratedFile) {
  return { id: name, before: text, after: rewrite.text };
}

/** What is still PyTorch in a migrated text, and what the engine says about it. */
function remains({ rewrite }: MigratedFile): string {
  const reasons = rewrite.left.map(({ finding, reason }) => `${finding.name ?? finding.rule}: ${reason}`);
  const { references } = analyze(parse(rewrite.text), DEFAULT_TARGET).model;
  const names = references.map(({ name }) => name).filter((name) => name.startsWith("torch"));
  return [...new Set(reasons), `left of torch: ${[...new Set(names)].join(", ")}`].join("\n");
}

const suites = [
  { title: "a migrated model", folder: "test/models", caseOf: modelCase, least: 53 },
  { title: "a migrated training script", folder: "test/training", caseOf: scriptCase, least: 62 },
];

for (const { title, folder, caseOf, least } of suites) {
  describe(`${title} computes what PyTorch computes`, function () {
    this.timeout(900_000);
    const files = filesIn(folder);
    let replies: Map<string, Reply>;
    before(async () => {
      await ready;
      replies = await runBoth(files.map(caseOf), "mindspore-2.10");
    });

    for (const file of files) {
      const why = open[`${folder}/${file.name}`];
      it(why ? `${file.name}: not yet, ${why}` : file.name, () => {
        const { verdict, detail } = replies.get(file.name)!;
        if (why) assert.notEqual(verdict, "equal", "it migrates now: take it off the list");
        else assert.ok(verdict === "equal", `${verdict}: ${detail}\n${remains(file)}`);
      });
    }

    it(`at least ${least} of ${files.length} do`, () => {
      const equal = [...replies.values()].filter(({ verdict }) => verdict === "equal");
      assert.ok(equal.length >= least, `only ${equal.length} do`);
    });
  });
}
