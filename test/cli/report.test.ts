import assert from "node:assert/strict";
import { Folder } from "./folder.ts";

const model = `import importlib
import torch
from functools import partial
from torch import nn
from torch.nn.modules.conv import Conv2d


class Net(nn.Module):
    def __init__(self, norm=nn.BatchNorm2d, act="ReLU"):
        super().__init__()
        self.conv = Conv2d(3, 8, 3)
        self.norm = partial(norm, eps=1e-3)
        self.act = getattr(nn, act)()

    def forward(self, x: "torch.Tensor"):
        é = torch.relu(x); return torch.hypothetical(é.view(-1))
`;

interface Entry {
  line: number;
  column: number;
  name: string;
  canonical?: string;
  use: string;
  verdict: string;
  rule: string | null;
  fix: { title: string; applicability: string; unit: string } | null;
}

describe("torch2ms report", () => {
  let folder: Folder;
  const reported = async (files: Record<string, string>, ...args: string[]) => {
    folder = new Folder(files);
    const { status, stdout, stderr } = await folder.run(["report", "--output-format", "json", ...args]);
    assert.equal(stderr, "");
    assert.equal(status, 0);
    return JSON.parse(stdout) as { references: Entry[]; notFollowed: unknown[] };
  };
  afterEach(() => folder.remove());

  it("tells every use of a torch name, imports apart, with place, verdict and rule", async () => {
    const { references } = await reported({ "net.py": model });
    assert.deepEqual(
      references.map(({ line, column, name, use, verdict, rule }) => [line, column, name, use, verdict, rule]),
      [
        [8, 11, "torch.nn.Module", "base", "restructured", "module-class"],
        [9, 29, "torch.nn.BatchNorm2d", "default", "renamed", "batchnorm-momentum"],
        [11, 21, "torch.nn.modules.conv.Conv2d", "call", "adapted", "convolution-padding"],
        [12, 29, "torch.nn.BatchNorm2d", "argument", "renamed", "batchnorm-momentum"],
        [13, 28, "torch.nn", "argument", "manual", "mapped-api"],
        [15, 27, "torch.Tensor", "annotation", "renamed", "mapped-api"],
        [16, 13, "torch.relu", "call", "renamed", "mapped-api"],
        [16, 35, "torch.hypothetical", "call", "unknown", null],
        [16, 54, "torch.Tensor.view", "call", "same", "mapped-api"],
      ],
    );
    assert.equal(references[2].canonical, "torch.nn.Conv2d");
    assert.deepEqual(Object.keys(references[2].fix ?? {}), ["title", "applicability", "unit"]);
    assert.equal(references[2].fix?.unit, "class");
    assert.equal(references[7].fix, null);
  });

  it("says which names are made at run time, and guesses none", async () => {
    const dynamic = [
      "import importlib, torch",
      "a = getattr(torch, name)",
      "b = getattr(torch, 'relu')",
      "c = importlib.import_module(f'torch.{name}')",
      "d = torch.nn.__dict__[name]",
      "e = eval(name)",
      "f = model.eval()",
      "g = getattr(model, name)",
    ].join("\n");
    const { references, notFollowed } = await reported({ "a.py": dynamic });
    assert.deepEqual(notFollowed, [
      { file: "a.py", line: 2, column: 5, what: "getattr(torch, name)" },
      { file: "a.py", line: 4, column: 5, what: "importlib.import_module(f'torch.{name}')" },
      { file: "a.py", line: 5, column: 5, what: "torch.nn.__dict__[name]" },
      { file: "a.py", line: 6, column: 5, what: "eval(name)" },
    ]);
    assert.ok(references.some(({ name, line, column }) => name === "torch.relu" && line === 3 && column === 5));
  });

  it("judges by all rules, also where a comment silences one", async () => {
    const { references } = await reported({
      "a.py": "from torch import nn\n\ndrop = nn.Dropout(0.3)  # torch2ms: ignore\n",
      "pyproject.toml": '[tool.torch2ms]\nignore = ["dropout-probability"]\n',
    });
    assert.deepEqual(
      references.map(({ verdict, rule, fix }) => ({ verdict, rule, fix })),
      [{ verdict: "adapted", rule: "dropout-probability", fix: null }],
    );
  });

  it("leaves out what is excluded, and knows what other files give", async () => {
    const { references } = await reported(
      {
        "a.py": "from b import conv\nx = conv(3, 3, 1)\n",
        "b.py": "from torch import nn\nconv = nn.Conv2d\n",
        "c/d.py": model,
      },
      "--exclude",
      "c",
    );
    assert.deepEqual(
      references.map((entry) => `${entry.line} ${entry.name}`),
      ["2 torch.nn.Conv2d", "2 torch.nn.Conv2d"],
    );
  });

  it("sums up for people", async () => {
    folder = new Folder({
      "net.py": "import torch\n\na = torch.relu(torch.relu(x))\nb = getattr(torch, x)\n",
      "z.py": "",
    });
    const { status, stdout } = await folder.run(["report"]);
    assert.equal(status, 0);
    assert.equal(
      stdout,
      [
        "net.py: 3 references",
        "  torch       1 manual",
        "  torch.relu  2 renamed",
        "  line 4: not followed: getattr(torch, x)",
        "",
        "3 references to 2 names in 1 file: 1 manual, 2 renamed. 1 made at run time are not followed.",
        "",
      ].join("\n"),
    );
  });

  it("reads standard input, and says when there is nothing", async () => {
    folder = new Folder();
    const { stdout } = await folder.run(["report", "-", "--stdin-filename", "x.py"], "import os\n");
    assert.equal(stdout, "No torch name is used.\n");
  });
});
