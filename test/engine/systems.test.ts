import assert from "node:assert/strict";
import { CATEGORIES } from "../../engine/finding.ts";
import { cellsOf, outcomesOf } from "../../scripts/docs/construct-rows.ts";
import { CONSTRUCTS } from "../../scripts/docs/constructs.ts";
import { readPages } from "../../scripts/pages.ts";
import { parse, ready } from "./parse.ts";

before(() => ready);

describe("the guide's systems", () => {
  const pages = readPages();
  for (const category of CATEGORIES.filter((one) => CONSTRUCTS[one])) {
    const outcomes = () => outcomesOf(category, pages, parse);

    it(`${category}: each construct is found, or is right as it stands`, () => {
      const wrong = outcomes().filter(({ silent, rules }) => (silent !== undefined) === rules.length > 0);
      assert.deepEqual(
        wrong.map(({ code, rules }) => `${code}: ${rules.join(", ") || "nothing found"}`),
        [],
      );
    });

    it(`${category}: what is not rewritten says why`, () => {
      const isByHand = (verdict: string) => verdict === "manual" || verdict === "missing";
      const dumb = outcomes().filter(
        ({ verdicts, left }) => verdicts.length && verdicts.every(isByHand) && !left.length,
      );
      assert.deepEqual(
        dumb.map(({ code }) => code),
        [],
      );
    });

    it(`${category}: no cell of its table is empty`, () => {
      const empty = outcomes()
        .map(cellsOf)
        .filter((cells) => cells.some((cell) => !cell));
      assert.deepEqual(empty, []);
    });

    it(`${category}: every rule has look-alikes, and finds nothing in them`, () => {
      const loud = outcomes().filter(({ lookAlikes }) => lookAlikes.some(({ silent, all }) => !all || silent < all));
      assert.deepEqual(
        [
          ...new Set(
            loud.flatMap(({ rules, lookAlikes }) =>
              rules.filter((_, i) => lookAlikes[i].silent < (lookAlikes[i].all || 1)),
            ),
          ),
        ],
        [],
      );
    });
  }
});
