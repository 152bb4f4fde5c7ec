import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { analyze, DEFAULT_TARGET, rewrite, unitsOf } from "../../engine/index.ts";
import { type Choose, rewriteByPlaces, rewriteByUnits, stepsTowards } from "./distrust.ts";
import { parse, ready } from "./parse.ts";

const root = new URL("../../", import.meta.url);
const files = ["examples/", "test/models/", "test/training/"].flatMap((folder) =>
  readdirSync(new URL(folder, root))
    .filter((name) => name.endsWith(".py"))
    .map((name) => folder + name),
);

describe("fixes one by one", () => {
  before(() => ready);

  it("of units end in what migrate gives, in any order", () =>
    holds(40, files, (source, choose) => rewriteByUnits(source, choose, stepsTowards(DEFAULT_TARGET)))).timeout(
    300_000,
  );

  it("of single places end in what migrate gives, in any order", () =>
    holds(
      10, // a file has a hundred places, and each repair of one is looked at in the whole file
      files,
      // What takes several places, a training step, is no place's repair: the migration makes it at last.
      (source, choose) => rewriteByPlaces(source, DEFAULT_TARGET, choose),
    )).timeout(300_000);
});

it("a call through a variable is repaired once, with what the variable stands for", async () => {
  await ready;
  const source =
    "from torch import nn\n\nBN = nn.BatchNorm3d\n\n\ndef make(n):\n    return BN(n, momentum=0.05), BN(n, momentum=0.2)\n";
  const { text } = rewrite(parse, source, DEFAULT_TARGET);
  assert.match(text, /momentum=0\.95\), BN\(n, momentum=0\.8\)/);
  for (const at of [0, 1, 2])
    assert.equal(
      rewriteByPlaces(source, DEFAULT_TARGET, (places) => places[Math.min(at, places.length - 1)]),
      text,
    );
});

it("an alias of a layer's class changes with the class that calls it, and no Module is left with a Cell in it", async () => {
  await ready;
  const source =
    "from torch import nn\n\nBN = nn.BatchNorm2d\n\n\nclass Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.bn = BN(3)\n";
  const units = unitsOf(analyze(parse(source), DEFAULT_TARGET));
  assert.deepEqual(
    units.map(({ key, parts }) => [key, parts.length]),
    [["class:Net", 2]],
  );
});

/** Asserts it for so many files and orders, in a quick run for a tenth of them. */
function holds(runs: number, paths: readonly string[], oneByOne: (source: string, choose: Choose) => string): void {
  const choices = fc.array(fc.nat(), { minLength: 200, maxLength: 200 });
  fc.assert(
    fc.property(fc.constantFrom(...paths), choices, (path, numbers) => {
      const source = readFileSync(new URL(path, root), "utf8");
      const chosen = numbers.values();
      const text = oneByOne(source, (options) => options[(chosen.next().value ?? 0) % options.length]);
      assert.equal(rewrite(parse, text, DEFAULT_TARGET).text, rewrite(parse, source, DEFAULT_TARGET).text, path);
    }),
    // The same files and orders in each run: an order in which another file differs is to be looked for, not met by chance.
    { seed: 7, endOnFailure: true, numRuns: process.env.TORCH2MS_TESTS === "quick" ? Math.ceil(runs / 10) : runs },
  );
}
