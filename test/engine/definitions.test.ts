import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import type { Definition } from "../../engine/catalogue/definition.ts";
import { DEFINITIONS } from "../../engine/catalogue/definitions.ts";
import { mindsporeHas } from "../../engine/catalogue/signatures.ts";
import { DEFAULT_TARGET, rewrite } from "../../engine/index.ts";
import { parse, ready } from "./parse.ts";

describe("what is written into files", () => {
  before(() => ready);

  it("is listed, so that it is known again in a file that has it", async () => {
    const folder = new URL("../../engine/catalogue/definitions/", import.meta.url);
    const modules = await Promise.all(readdirSync(folder).map((file) => import(new URL(file, folder).href)));
    const written = modules.flatMap((module): Definition[] => Object.values(module)).filter(({ python }) => python);
    const listed = new Set(DEFINITIONS.map(({ docstring }) => docstring));
    const missing = written.filter(({ docstring }) => !listed.has(docstring)).map(({ name }) => name);
    assert.deepEqual(missing, []);
  });

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

  it("uses only what every proven version of MindSpore has", () => {
    const missing = DEFINITIONS.flatMap(({ name, uses }) =>
      uses.flatMap((used) =>
        ["2.7", "2.10"].filter((v) => !mindsporeHas(used, v)).map((v) => `${name}: ${used} in ${v}`),
      ),
    );
    assert.deepEqual(missing, []);
  });

  it("is not written for a version that lacks what it uses", () => {
    const source = "import torch\n\n\ndef run(x: torch.Tensor):\n    return torch.unique(x), x.unfold(0, 2, 1)\n";
    const { text } = rewrite(parse, source, { ...DEFAULT_TARGET, mindspore: "1.10" });
    assert.match(text, /def unique\(/);
    assert.doesNotMatch(text, /def unfold\(/);
  });

  it("stands once below the imports, in the order of the names, however often it is used", () => {
    const source = `import torch.nn.functional as F


def unit(x):
    return F.normalize(F.layer_norm(x, (4,))) + F.normalize(x)
`;
    const { text } = rewrite(parse, source, DEFAULT_TARGET);
    assert.deepEqual(text.match(/^def \w+/gm), ["def layer_norm", "def normalize", "def unit"]);
  });

  it("goes by another name where a function imports the name from torch itself", () => {
    const source = `def unit(x):
    from torch.nn.functional import normalize
    return normalize(x)
`;
    const { text } = rewrite(parse, source, DEFAULT_TARGET);
    assert.match(text, /^def torch_normalize\(/m);
    assert.match(text, /def unit\(x\):\n {4}return torch_normalize\(x\)\n$/);
  });

  it("stands below the import of MindSpore, also where torch's is in a function", () => {
    const source = `import numpy as np


def same(x, y):
    import torch

    return torch.allclose(x, y)
`;
    const { text } = rewrite(parse, source, DEFAULT_TARGET);
    assert.match(text, /^import numpy as np\nimport mindspore as ms\n\n\ndef allclose/);
  });

  it("stands there with others at once, so that none waits until its tensor is MindSpore's", () => {
    const source = `import torch.nn.functional as F


def windows(x):
    padded = F.pad(F.normalize(x), (1, 1))
    return padded.unfold(1, 3, 1).unfold(1, 2, 1)
`;
    const { text, left } = rewrite(parse, source, DEFAULT_TARGET);
    assert.deepEqual(text.match(/^def \w+/gm), ["def normalize", "def unfold", "def windows"]);
    assert.match(text, /return unfold\(unfold\(padded, 1, 3, 1\), 1, 2, 1\)/);
    assert.deepEqual(left, []);
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
