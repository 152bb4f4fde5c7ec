import assert from "node:assert/strict";
import { CATEGORIES } from "../../engine/finding.ts";
import { outcomesOf } from "../../scripts/docs/construct-rows.ts";
import { CONSTRUCTS } from "../../scripts/docs/constructs.ts";
import { parse, ready } from "./parse.ts";

before(() => ready);

describe("the guide's systems", () => {
  for (const category of CATEGORIES.filter((one) => CONSTRUCTS[one])) {
    it(`${category}: each construct is found, or is right as it stands`, () => {
      const outcomes = outcomesOf(category, parse);
      const wrong = outcomes.filter(({ silent, rules }) => (silent !== undefined) === rules.length > 0);
      assert.deepEqual(
        wrong.map(({ code, rules }) => `${code}: ${rules.join(", ") || "nothing found"}`),
        [],
      );
    });

    it(`${category}: what is not rewritten says why`, () => {
      const isByHand = (verdict: string) => verdict === "manual" || verdict === "missing";
      const dumb = outcomesOf(category, parse).filter(
        ({ verdicts, left }) => verdicts.length && verdicts.every(isByHand) && !left.length,
      );
      assert.deepEqual(
        dumb.map(({ code }) => code),
        [],
      );
    });
  }
});
