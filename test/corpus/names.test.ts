import assert from "node:assert/strict";
import { filesOf, PACKAGES, sampled } from "../../scripts/corpus.ts";
import { comparedNames, isRight, type Place } from "../../scripts/oracle/names.ts";
import { classesOf, rowOf, TOTAL } from "../../scripts/oracle/names-table.ts";
import { grammar } from "../grammar.ts";

const FILES = 40; // of each package
const GOAL = 0.995;

describe("qualified names beside those that ast and symtable give", function () {
  this.timeout(900_000);
  const places: Place[] = [];

  for (const name of PACKAGES.unseen)
    it(name, async () => {
      const found = await comparedNames(await grammar, sampled(await filesOf(name), FILES));
      assert.ok(found.length > 50, `only ${found.length} places`);
      places.push(...found);
    });

  it("are right", () => {
    console.log(`  ${rowOf(TOTAL, places)}`);
    assert.ok(places.filter(isRight).length / places.length >= GOAL, classesOf(places));
  });
});
