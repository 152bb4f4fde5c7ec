import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { DEFAULT_TARGET, rewrite } from "../../engine/index.ts";
import { type Choose, rewriteByUnits, stepsTowards } from "./distrust.ts";
import { parse, ready } from "./parse.ts";

const root = new URL("../../", import.meta.url);
const files = ["examples/", "test/models/", "test/training/"].flatMap((folder) =>
  readdirSync(new URL(folder, root))
    .filter((name) => name.endsWith(".py"))
    .map((name) => folder + name),
);

/** Files whose units lean on each other: what one becomes tells less of another than it did before. */
const LEANING: Record<string, string> = {
  "test/models/lstm_classifier.py": "the script calls a method on what its model gives",
  "test/models/video_conv3d.py": "a class is called by an alias of the module",
  "test/training/clamped_gradients.py": "a function asks the model it is given for its parameters",
  "test/training/ema_model.py": "a loop over parameters holds what is not needed in one of two ways",
  "test/training/own_function.py": "a tensor is copied, by either of two methods",
};

describe("fixes one by one", () => {
  before(() => ready);

  it("of units end in what migrate gives, in any order", () => {
    const apart = files.filter((path) => !(path in LEANING));
    const choices = fc.array(fc.nat(), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(fc.constantFrom(...apart), choices, (path, numbers) => {
        const source = readFileSync(new URL(path, root), "utf8");
        const [chosen, target] = [numbers.values(), DEFAULT_TARGET];
        const choose: Choose = (units) => units[(chosen.next().value ?? 0) % units.length];
        const text = rewriteByUnits(source, choose, stepsTowards(target));
        assert.equal(rewrite(parse, text, target).text, rewrite(parse, source, target).text, path);
      }),
      { numRuns: process.env.TORCH2MS_TESTS === "quick" ? 5 : 60 },
    );
  }).timeout(300_000);
});
