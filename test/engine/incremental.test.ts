import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { type Analysis, analyze, DEFAULT_TARGET, type SourceFile } from "../../engine/index.ts";
import { parse, ready } from "./parse.ts";
import { placed } from "./syntax/placed.ts";

const paths = [
  "examples/cnn.py",
  "examples/train.py",
  "examples/transformer.py",
  "test/models/dcgan.py",
  "test/training/trainer_class.py",
];
/** A constructor that calls a method which reads what it has set, classes of one name, a class in a function, recursion. */
const knotted = `import torch.nn as nn
class Net(nn.Module):
    def __init__(self, norm_layer=nn.LayerNorm):
        super().__init__()
        self.norm = norm_layer(3)
        self.init_weights(2)
        self.late = self.build()
    def init_weights(self, n):
        nn.init.constant_(self.norm.weight, n)
        return self.walk(n)
    def build(self):
        return nn.Linear(self.init_weights(1), 3)
    def walk(self, n):
        return self.walk(n - 1) if n else self.init_weights(n)
class Net(Net):
    def forward(self, x):
        return self.late(x).size(0)
def make():
    class Inner(Net):
        def __init__(self):
            super().__init__()
            self.drop = nn.Dropout(0.1)
    return Inner()
make().drop(make()(1))
`;
/** Functions that read names of the module and of functions around them, which are bound to something else meanwhile. */
const closed = `import torch
m = []
k = torch.ones(2)
def use():
    m.add_(1)
    k.add_(1)
    m.extend(k)
if k is m:
    def other():
        m.add_(1)
    m = torch.zeros(2)
use()
m = torch.ones(3)
def collect(x):
    x = x.view(2)
    m = []
    def hook(y):
        m.extend(x)
        x.add_(y)
        def inner():
            k.view(3) if m.view(2) else x.view(3)
        return inner
    x.register_hook(hook)
    with torch.no_grad():
        m = torch.ones(2)
        m.add_(2)
        hook(2)
    m = torch.stack(m)
    return m
collect(k).view(2)
m = [k]
`;
const sources = [
  knotted,
  closed,
  ...paths.map((path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8")),
];

/** What people change: names, imports, arguments, types, whole lines; each can turn what is elsewhere into something else. */
const pieces = [
  "nn",
  "F",
  "torch",
  "x",
  "self.",
  "(x)",
  ", 3",
  "nn.Dropout(0.3)",
  "norm_layer",
  ".view(-1)",
  "Dataset",
  "= None",
  "# ",
  "\n",
  "    ",
  "import torch.nn as nn\n",
  "from flax import linen as nn\n",
  "import mindspore.nn as nn\n",
  "nn = None\n",
  "m = []\n",
  "    assert isinstance(self.drop, nn.Linear)\n",
  "        if not isinstance(x.y, torch.Tensor): x.y = torch.ones(2)\n        x.y.view(2)\n",
  "    if isinstance(self.x, torch.Tensor):\n        self.x.view(2)\n",
  "    m = x\n",
  "k = torch.ones(3)\n",
  "class Net(nn.Module):\n    pass\n",
  "def conv3x3(a, b):\n    return nn.Linear(a, b)\n",
  "        self.extra = nn.BatchNorm2d(3, momentum=0.2)\n",
  "        x = x.size(0)\n",
  "    state = {}\n    state[1] = x\n    state[1].size(0)\n",
  "import mindspore\nimport torch\n",
  "    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)\n",
  "def set_up():\n    global model\n    model = None\n",
  "        global nn, model\n",
  "    def later():\n        nonlocal x, optimizer\n        x = 1\n",
];

const METHODS = `import torch
from torch import nn

class Net(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.size = size
        self.act = nn.GELU()

    def helper(self, x):
        return self.act(x) + self.size

`;

interface Change {
  readonly at: number;
  readonly length: number;
  readonly piece: string;
  readonly lineStart: boolean;
  readonly back: boolean;
}

const change = fc.record<Change>({
  at: fc.nat(),
  length: fc.oneof(fc.constant(0), fc.nat(12), fc.nat(120)),
  piece: fc.oneof(fc.constant(""), fc.constantFrom(...pieces)),
  lineStart: fc.boolean(),
  back: fc.boolean(),
});

/** Everything an analysis says, as text. */
function saidBy({ findings, model, text }: Analysis): unknown {
  return {
    findings: findings.map(
      ({ rule, start, end, message, mend }) => `${rule} ${start}-${end} ${message} ${JSON.stringify(mend())}`,
    ),
    references: model.references.map(
      ({ name, node, ground, use }) => `${name} ${text.slice(node.start, node.end)} ${node.start} ${ground} ${use}`,
    ),
    receivers: placed(model.references.map(({ receiver }) => receiver && model.kindOf(receiver))),
  };
}

function assertRemembersRightly(file: SourceFile): boolean {
  const fresh = parse(file.text);
  const expected = analyze(fresh, DEFAULT_TARGET);
  const found = analyze(file, DEFAULT_TARGET);
  fresh.dispose();
  // Where the parser recovers from errors, what it makes of them depends on the way there.
  if (file.module.errors.length + fresh.module.errors.length > 0) return false;
  assert.deepEqual(saidBy(found), saidBy(expected), file.text);
  return true;
}

describe("analysing an edited file", () => {
  before(() => ready);

  it("says what analysing it anew says", () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.constantFrom(...sources), fc.array(change, { minLength: 1, maxLength: 8 }), (source, changes) => {
        const file = parse(source);
        assertRemembersRightly(file);
        for (const { at, length, piece, lineStart, back } of changes) {
          const anywhere = at % (file.text.length + 1);
          const start = lineStart ? file.text.lastIndexOf("\n", anywhere - 1) + 1 : anywhere;
          const end = Math.min(file.text.length, start + length);
          const undo = { start, end: start + piece.length, text: file.text.slice(start, end) };
          file.update([{ start, end, text: piece }]);
          if (assertRemembersRightly(file)) compared++;
          if (!back) continue;
          file.update([undo]);
          if (assertRemembersRightly(file)) compared++;
        }
        file.dispose();
      }),
      { numRuns: 50 },
    );
    assert.ok(compared > 50, `only ${compared} states were free of syntax errors`);
  }).timeout(180_000);

  it("says it after a line was typed key by key, broken on the way", () => {
    for (const source of sources) {
      const file = parse(source);
      analyze(file, DEFAULT_TARGET);
      const at = source.indexOf("\n", source.indexOf("super().__init__()")) + 1;
      for (const [index, key] of [..."        self.extra = nn.Dropout(max(0.1, [0.2][0]))\n"].entries()) {
        file.update([{ start: at + index, end: at + index, text: key }]);
        analyze(file, DEFAULT_TARGET);
      }
      assert.ok(assertRemembersRightly(file), file.text);
      file.dispose();
    }
  }).timeout(180_000);

  it("says it after lines of one function have come and gone", () => {
    const lines = [
      ...["x = x.view(2, 3)", "x = [x]", "x = None", "x = self.act(x)", "y = torch.relu(x)", "y, x = x, y", "y = 3"],
      ...["self.size = x.size(0)", "self.size = y", "self.act = nn.ReLU()", "self.act = x", "y = self.size.view(1)"],
      ...["y = self.helper(x)", "y = self.helper(y)", "y = len(x)", "len = x", "return x", "return y.size(1)"],
      ...[
        "y = (lambda z: z.size(0) + x)(y)",
        "if y: x = y.abs()",
        "assert isinstance(self.size, torch.Tensor)",
        "if not isinstance(y.a, torch.Tensor): return y.a.view(3)",
        "y.a = y.a.view(2)",
        "for y in x: y.mul_(2)",
        "def y(z=x): return x.size(0)",
      ],
    ].map((line) => `        ${line}\n`);
    const body = fc.array(fc.constantFrom(...lines), { minLength: 4, maxLength: 8 });
    const edit = fc.record({ at: fc.nat(8), gone: fc.nat(1), come: fc.option(fc.constantFrom(...lines)) });
    fc.assert(
      fc.property(body, fc.array(edit, { minLength: 3, maxLength: 8 }), (statements, edits) => {
        const head = `${METHODS}    def forward(self, x):\n`;
        const now = [...statements];
        const file = parse(`${head}${now.join("")}        return x\n`);
        analyze(file, DEFAULT_TARGET);
        for (const { at, gone, come } of edits) {
          const line = Math.min(at, now.length);
          const start = head.length + now.slice(0, line).join("").length;
          const text = come ?? "";
          const removed = now.splice(line, gone, ...(text ? [text] : [])).join("");
          file.update([{ start, end: start + removed.length, text }]);
          assert.ok(assertRemembersRightly(file), file.text);
        }
        file.dispose();
      }),
      { numRuns: 100 },
    );
  }).timeout(180_000);
});
