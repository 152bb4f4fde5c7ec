import assert from "node:assert/strict";
import { DEFINITIONS } from "../../engine/catalogue/definitions.ts";
import { DEFAULT_TARGET, rewrite } from "../../engine/index.ts";
import { parse, ready } from "./parse.ts";

describe("what is written into files", () => {
  before(() => ready);

  it("is told apart by its docstrings", () => {
    const docstrings = DEFINITIONS.map(({ docstring }) => docstring);
    assert.deepEqual([...new Set(docstrings)], docstrings);
  });

  it("is Python that names nothing of torch", () => {
    for (const { name, python } of DEFINITIONS) {
      assert.deepEqual(parse(python).module.errors, [], name);
      assert.doesNotMatch(python, /\btorch\b/, name);
    }
  });

  it("stands once below the imports, in the order of the names, however often it is used", () => {
    const source = `import torch.nn.functional as F


def unit(x):
    return F.normalize(F.layer_norm(x, (4,))) + F.normalize(x)
`;
    const { text } = rewrite(parse, source, DEFAULT_TARGET);
    assert.deepEqual(text.match(/^def \w+/gm), ["def layer_norm", "def normalize", "def unit"]);
  });

  it("takes another name where the file has its own use for it", () => {
    const source = `import torch.nn.functional as F


def normalize(x):
    return F.normalize(x) * 2
`;
    const { text } = rewrite(parse, source, DEFAULT_TARGET);
    assert.match(text, /^def torch_normalize\(/m);
    assert.match(text, /return torch_normalize\(x\) \* 2/);
  });
});
