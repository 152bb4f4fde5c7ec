import { strict as assert } from "node:assert";
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { mappedNames } from "../../engine/catalogue/mappings.ts";
import { analyze, DEFAULT_TARGET, RULES } from "../../engine/index.ts";
import { ownerOf } from "../../engine/rules/index.ts";
import { pathOfPage, readPages } from "../../scripts/pages.ts";
import { parse, ready } from "./parse.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

describe("rules", () => {
  before(() => ready);

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

  it("a mapping's finding belongs to the guide's system of its name, by which it is selected", () => {
    const text = `import torch
scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 30)
y = torch.nn.functional.dropout2d(x, 0.1)
z = torch.cat((y, y), 1)
`;
    const categories = (select?: string[]) =>
      analyze(parse(text), DEFAULT_TARGET, { select }).findings.map(({ category }) => category);
    assert.deepEqual(categories(), ["scheduler", "dropout", "api"]);
    assert.deepEqual(categories(["api"]), ["api"]);
    assert.deepEqual(categories(["scheduler"]), ["scheduler"]);
  });
});
