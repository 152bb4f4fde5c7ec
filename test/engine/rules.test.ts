import { strict as assert } from "node:assert";
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { mappedNames } from "../../engine/catalogue/mappings.ts";
import { RULES } from "../../engine/index.ts";
import { ownerOf } from "../../engine/rules/index.ts";
import { pathOfPage, readPages } from "../../scripts/pages.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

describe("rules", () => {
  it("the folders and the list agree", () => {
    const folders = readdirSync(`${root}engine/rules`, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const found = folders.flatMap(({ name: category }) =>
      readdirSync(`${root}engine/rules/${category}`, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => `${category}/${name}`),
    );
    assert.deepEqual(found.sort(), RULES.map(({ category, name }) => `${category}/${name}`).sort());
  });

  it("each has a page", () => {
    assert.deepEqual(
      RULES.map(pathOfPage).filter((path) => !existsSync(root + path)),
      [],
    );
  });

  it("each page says when its fix is not safe, and has an example", () => {
    const poor = readPages().filter(
      ({ prose, examples }) => !prose.includes("## When the fix is not safe") || !examples.length,
    );
    assert.deepEqual(
      poor.map((page) => page.rule),
      [],
    );
  });

  it("names are unique", () => {
    assert.equal(new Set(RULES.map((rule) => rule.name)).size, RULES.length);
  });

  it("every name has one owner, a rule or the mappings", () => {
    const owned = RULES.flatMap((rule) => rule.owns ?? []);
    assert.deepEqual(
      owned.filter((name, i) => owned.indexOf(name) !== i),
      [],
      "owned twice",
    );
    for (const rule of RULES) for (const name of rule.owns ?? []) assert.equal(ownerOf(name), rule, name);
    const both = [...mappedNames()].filter((name) => owned.includes(name));
    assert.deepEqual(both, [], "mapped, and owned by a rule");
  });
});
