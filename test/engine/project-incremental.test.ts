import { strict as assert } from "node:assert";
import fc from "fast-check";
import type { Analysis } from "../../engine/index.ts";
import { ready } from "./parse.ts";
import { TextProject } from "./text-project.ts";

const TEXTS = {
  "/p/common.py": "import torch\nfrom torch import nn\nimport torch.nn.functional as F\nTensor = torch.Tensor\n",
  "/p/pkg/__init__.py": "from .base import Block, make\nfrom .extra import *\n",
  "/p/pkg/base.py": `import torch
import torch.nn as nn
from .extra import Norm
class Base(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.norm = Norm(dim)
class Block(Base):
    def __init__(self, dim):
        super().__init__(dim)
        self.fc = nn.Linear(dim, dim)
    def forward(self, x):
        x = self.norm(x)
        return self.fc(x)
def make(n):
    out = torch.zeros(n)
    return out, n
`,
  "/p/pkg/extra.py": `from common import *
class Norm(nn.LayerNorm):
    def helper(self, x):
        return F.relu(x)
`,
  "/p/net.py": `from pkg import Block, make, Norm
import pkg.base as base
import pkg
class Net(Block):
    def __init__(self):
        super().__init__(3)
        self.block = Block(3)
        self.layers = [base.Block(2), Block(3)]
    def forward(self, x):
        x = self.block(x)
        y = self.norm.helper(x)
        for layer in self.layers:
            x = layer(x).view(1)
        return x.size(0) + y.permute(0, 1)
def run():
    t, n = make(3)
    pkg.make(2)[0].view(1)
    return t.view(n)
`,
  "/p/use.py": "from net import *\nmodel = Net()\nmodel.block.fc.weight\nrun().size(0)\nprint(model(1).size(0))\n",
};
const PATHS = Object.keys(TEXTS);
const NEW_PATHS = ["/p/pkg/extra.pyi", "/p/pkg/block.py", "/p/torchless.py", "/p/common/__init__.py", "/p/src/net.py"];

/** What people write, each of which can change what another file sees. */
const PIECES = [
  "",
  "import torch\n",
  "from common import *\n",
  "import mindspore as ms\n",
  "from mindspore import nn\n",
  "kept = {}\nkept[1] = make(2)\nkept[1].view(2)\n",
  "@register\n",
  "from .base import *\n",
  "from pkg.base import Base as Block\n",
  "from net import Net as Norm\n",
  "class Norm(nn.Module):\n    pass\n",
  "class Block:\n    fc = 3\n",
  "    def helper(self, x):\n        return x, 1\n",
  "        self.fc = nn.Conv2d(1, 2, 3)\n",
  "        self.block = self.norm\n",
  "    return 3\n",
  "make = torch.relu\n",
  "def set_up():\n    global make, Tensor\n    make = None\n",
  "__all__ = ['Block']\n",
  "nn = None\n",
  "x",
  "# torch\n",
  "Block",
  "Base",
  "\n",
];

type Step =
  | { does: "edit"; file: number; line: number; lines: number; piece: string; back: boolean }
  | { does: "create"; path: string; like: number }
  | { does: "remove"; file: number }
  | { does: "look"; file: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant("edit" as const),
      file: fc.nat(),
      line: fc.nat(30),
      lines: fc.nat(2),
      piece: fc.constantFrom(...PIECES),
      back: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant("create" as const), path: fc.constantFrom(...NEW_PATHS), like: fc.nat() }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("remove" as const), file: fc.nat() }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant("look" as const), file: fc.nat() }) },
);

function saidBy({ findings, model, text }: Analysis): unknown {
  return {
    findings: findings.map(({ rule, start, message }) => `${rule} ${start} ${message}`),
    references: model.references.map(
      ({ name, node, ground, use }) => `${name} ${text.slice(node.start, node.end)} ${node.start} ${ground} ${use}`,
    ),
    globals: [...model.globals].map(([name, typed]) => `${name} ${typed?.kind.is} ${typed?.ground}`).sort(),
  };
}

/** Whether a file could be compared: where the parser recovers from errors, what it makes of them depends on the way there. */
function assertSame(project: TextProject): boolean {
  const fresh = new TextProject(project.texts);
  let compared = true;
  for (const path of Object.keys(project.texts)) {
    if (project.hasErrors(path) || fresh.hasErrors(path)) compared = false;
  }
  if (!compared) return false;
  for (const path of Object.keys(project.texts))
    assert.deepEqual(
      saidBy(project.analyze(path)),
      saidBy(fresh.analyze(path)),
      JSON.stringify({ path, ...project.texts }, null, 1),
    );
  return true;
}

function take(project: TextProject, taken: Step): void {
  const paths = Object.keys(project.texts);
  if (taken.does === "create")
    return project.write(taken.path, TEXTS[PATHS[taken.like % PATHS.length] as keyof typeof TEXTS]);
  if (!paths.length) return;
  const path = paths[taken.file % paths.length];
  if (taken.does === "look") return void project.analyze(path);
  if (taken.does === "remove") return project.remove(path);
  const before = project.texts[path];
  const lines = before.split("\n");
  lines.splice(taken.line % lines.length, taken.lines, taken.piece.replace(/\n$/, ""));
  project.write(path, lines.join("\n"));
  if (!taken.back) return;
  project.analyze(paths[(taken.file + 1) % paths.length]);
  project.write(path, before);
}

describe("a project whose files are edited, created and removed", () => {
  before(() => ready);

  it("says what a fresh one says", () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const project = new TextProject(TEXTS);
        for (const path of PATHS) project.analyze(path);
        for (const taken of steps) {
          take(project, taken);
          if (assertSame(project)) compared++;
        }
      }),
      { numRuns: 120 },
    );
    assert.ok(compared > 200, `only ${compared} states were free of syntax errors`);
  }).timeout(120_000);
});
