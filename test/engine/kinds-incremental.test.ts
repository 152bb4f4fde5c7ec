import assert from "node:assert/strict";
import fc from "fast-check";
import { describe as inWords } from "../../engine/semantics/kind-text.ts";
import { walkExpressions } from "../../engine/syntax/walk.ts";
import { ready } from "./parse.ts";
import { TextProject } from "./text-project.ts";

/** Statements that may stand anywhere, each of which can change what the names in another one are. */
const ANYWHERE = [
  "is_tensor = isinstance(x, torch.Tensor)",
  "is_other = torch.is_tensor(y)",
  "is_tensor = more",
  "x = torch.ones(2)",
  "x = foo()",
  "x = [1]",
  "x, y = y, x",
  "x = x if more else y",
  "x += 1",
  "x: torch.Tensor = foo()",
  "y = x",
  "y = {'a': x}\ny['b'] = 3",
  "y['a'].size()",
  "y = x.view",
  "x.relu()",
  "x.append(torch.ones(1))",
  "del is_tensor",
  "torch = 3",
  "nn = foo()",
  "int = foo()",
  "z = int(x)",
  "if is_tensor:\n    x.size()",
  "if is_tensor and is_other:\n    y.view(2)",
  "if isinstance(x.a, torch.Tensor):\n    x.a.size()",
  "if (w := x) is not None:\n    w.abs()",
  "while more:\n    y = x\n    x = [y]",
  "for i, x in enumerate(y):\n    x.size()",
  "with x as is_tensor:\n    x.abs()",
  "try:\n    x = foo()\nexcept Exception as x:\n    pass",
  "def inner():\n    if is_tensor:\n        x.cuda()\n    return is_tensor",
  "def made():\n    x = torch.ones(3)\n    return x, int",
  "class Q:\n    a = x\n    def t(self):\n        return x",
  "later = lambda v: x.size()",
  "k = [q.size() for q in x]",
];
const AT_TOP = [
  ...ANYWHERE,
  "def change():\n    global x\n    x = torch.ones(4)",
  "from torch import *",
  "if TYPE_CHECKING:\n    import itk\nelse:\n    itk = foo()",
];
const INSIDE = [
  ...ANYWHERE,
  "if not is_tensor:\n    return x",
  "def change():\n    nonlocal x\n    x = torch.ones(3)",
  "self.a = x",
  "y = self.a",
  "self.layers[x].weight.data",
  "self.stores()[0].run().size()",
  "return [self.q] + list(x)",
];

type Bodies = readonly [top: string[], method: string[], inside: string[]];

const indented = (statements: readonly string[], by: string): string =>
  statements.map((statement) => `${statement}\n`.replace(/^(?=.)/gm, by)).join("");

const textOf = ([top, method, inside]: Bodies): string => `import torch
from torch import nn
from typing import TYPE_CHECKING
${indented(top, "")}class A(nn.Module):
    def __init__(self):
        self.layers = nn.ModuleDict({})
    def stores(self) -> list['A']:
        return [self.q] + list(self.r)
    def run(self) -> torch.Tensor: ...
    def m(self, x: list, y, more):
        pass
${indented(method, "        ")}def f(x, y, more, self):
    pass
${indented(inside, "    ")}`;

/** What every expression of a file is, with the findings. */
function saidOf(project: TextProject): string[] {
  const { model, findings, text } = project.analyze("/p/page.py");
  const said = findings.map(({ rule, start, message }) => `${start} ${rule} ${message}`);
  walkExpressions(model.module, (node) => {
    const kind = inWords(model.kindOf(node)).replace(/#\d+/g, "#");
    said.push(`${node.start} ${text.slice(node.start, node.end)}: ${kind}`);
  });
  return said;
}

const step = fc.record({
  body: fc.nat(2),
  does: fc.constantFrom("add", "replace", "remove", "swap"),
  at: fc.nat(),
  piece: fc.nat(),
  look: fc.boolean(),
});
const piecesOf = (body: number): readonly string[] => (body === 0 ? AT_TOP : INSIDE);
const bodyOf = (pieces: readonly string[]) => fc.array(fc.constantFrom(...pieces), { maxLength: 12 });

function take(
  bodies: Bodies,
  { body, does, at, piece }: { body: number; does: string; at: number; piece: number },
): void {
  const statements = bodies[body];
  const place = statements.length ? at % statements.length : 0;
  const other = piecesOf(body)[piece % piecesOf(body).length];
  if (does === "add" || !statements.length) statements.splice(place, 0, other);
  else if (does === "replace") statements[place] = other;
  else if (does === "remove") statements.splice(place, 1);
  else statements.push(...statements.splice(place, 1));
}

describe("kinds of an edited file", () => {
  before(() => ready);

  it("are those of a fresh one", () => {
    const steps = fc.array(step, { minLength: 1, maxLength: 12 });
    const bodies = fc.tuple(bodyOf(AT_TOP), bodyOf(INSIDE), bodyOf(INSIDE));
    fc.assert(
      fc.property(bodies, steps, (begun, steps) => {
        const bodies: Bodies = [[...begun[0]], [...begun[1]], [...begun[2]]];
        const project = new TextProject({ "/p/page.py": textOf(bodies) });
        saidOf(project);
        for (const taken of steps) {
          take(bodies, taken);
          const text = textOf(bodies);
          project.write("/p/page.py", text);
          if (taken.look) assert.deepEqual(saidOf(project), saidOf(new TextProject({ "/p/page.py": text })), text);
        }
      }),
      { numRuns: 150 },
    );
  }).timeout(120_000);
});
