import assert from "node:assert/strict";
import fc from "fast-check";
import { SourceFile, type TextChange } from "../../../engine/syntax/file.ts";
import type { ClassDefinition, For, Module, Statement } from "../../../engine/syntax/nodes.ts";
import { walkExpressions } from "../../../engine/syntax/walk.ts";
import { grammar } from "../../grammar.ts";
import { placed } from "./placed.ts";
import { lowered } from "./shape.ts";

const isQuick = process.env.TORCH2MS_TESTS === "quick";
const model = `import torch
from torch import nn  # layers


class Net(nn.Module):
    """A net."""

    def __init__(self, rate=0.5):
        super().__init__()
        self.fc = nn.Linear(10, 2)  # 😀
        self.drop = nn.Dropout(rate)

    # between
    @torch.no_grad()
    def forward(self, x):
        if x.dim() > 2:
            x = x.view(x.size(0), -1)
        return self.drop(self.fc(x))


def main():
    net = Net(rate="0.1")
    for epoch in range(3):
        match epoch:
            case 0: net(f"{epoch:>{3}}")
            case _: pass
`;
const script = `for epoch in range(3):\n${Array.from({ length: 60 }, (_, i) => `    loss${i} = criterion(model(x${i}), y)  # ${i}\n`).join("")}print(loss0)\n`;
const flat =
  `a = 1\nif a:\n    b\n# c\n@d\ndef f(): pass\nx = (1,\n  2)\ny = """\n z"""\nfor q in r:\n    t\nelse:\n    v\nw; k\n`.repeat(
    3,
  );
const sources = [model, model.replaceAll("\n", "\r\n"), script, flat];

const piece = fc.oneof(
  fc.constantFrom(
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "'",
    '"',
    '"""',
    "\\",
    ":",
    ",",
    "=",
    "#",
    "@",
    " ",
    "    ",
    "\n",
    "\r\n",
  ),
  fc.constantFrom(
    "x",
    "😀",
    "x = 1\n",
    "        y = f(x)\n",
    "def g(self):\n    pass\n",
    "class Q: a = 1\n",
    "else:\n",
  ),
  fc.string({ maxLength: 4 }),
);
const edit = fc.record({
  at: fc.nat(),
  length: fc.oneof(fc.constant(0), fc.nat(8), fc.nat(200)),
  piece,
  /** Whether whole lines are replaced, their last line end aside. */
  lines: fc.boolean(),
  back: fc.boolean(),
});

/** Applies random edits, half of which are taken back at once, and hands each state to `check`. */
async function edited(seeds: fc.Arbitrary<string>, check: (file: SourceFile) => void): Promise<void> {
  const loaded = await grammar;
  fc.assert(
    fc.property(seeds, fc.array(edit, { minLength: 1, maxLength: 8 }), (source, edits) => {
      const file = new SourceFile(loaded, source);
      for (const { at, length, piece: text, lines, back } of edits) {
        let start = at % (file.text.length + 1);
        let end = Math.min(file.text.length, start + length);
        if (lines) [start, end] = linesAround(file.text, start, end);
        const undo: TextChange = { start, end: start + text.length, text: file.text.slice(start, end) };
        file.update([{ start, end, text }]);
        check(file);
        if (!back) continue;
        file.update([undo]);
        check(file);
      }
      file.dispose();
    }),
    { numRuns: isQuick ? 15 : 60 },
  );
}

function linesAround(text: string, start: number, end: number): [start: number, end: number] {
  const last = /\r?\n|$/g;
  last.lastIndex = end;
  return [text.lastIndexOf("\n", start - 1) + 1, last.exec(text)!.index];
}

const assertSame = (one: Module, other: Module, message?: string): void =>
  assert.deepEqual(placed(one), placed(other), message);

function assertPlaced(module: Module, text: string): void {
  walkExpressions(module, (node) => {
    assert.ok(node.start >= 0 && node.start <= node.end && node.end <= text.length);
    if (node.kind === "name") assert.ok(text.slice(node.start, node.end).includes(node.id));
    if (node.kind === "attribute") assert.ok(text.startsWith(node.name, node.nameStart));
    if (node.kind === "call") assert.equal(text[node.open], "(");
  });
  for (const comment of module.comments) assert.equal(text[comment.start], "#");
}

function statement(file: SourceFile, index: number): Statement {
  return file.module.body.statements[index];
}

describe("update", () => {
  it("gives what lowering from scratch gives", async () => {
    const loaded = await grammar;
    let broken = 0;
    await edited(fc.constantFrom(...sources), (file) => {
      assertPlaced(file.module, file.text);
      const fresh = new SourceFile(loaded, file.text);
      fresh.dispose();
      assertSame(file.module, fresh.module);
      if (fresh.module.errors.length > 0) broken++;
    });
    assert.ok(broken > (isQuick ? 12 : 50));
  }).timeout(60_000);

  it("applies several changes one after the other", async () => {
    const file = new SourceFile(await grammar, "a = 1\nb = 2\n");
    file.update([
      { start: 0, end: 0, text: "x = 0\n" },
      { start: 12, end: 13, text: "c" },
    ]);
    assert.equal(file.text, "x = 0\na = 1\nc = 2\n");
    assertSame(file.module, await lowered(file.text));
    file.update([]);
    file.dispose();
  });

  it("keeps the objects of other statements and members, at their new places", async () => {
    const file = new SourceFile(await grammar, model);
    const before = file.module.body.statements as [Statement, Statement, ClassDefinition, Statement];
    const members = before[2].body.statements;
    const at = model.indexOf("        self.drop");
    file.update([{ start: at, end: at, text: "        self.act = nn.ReLU()\n" }]);
    const after = file.module.body.statements as typeof before;
    assert.ok(after[0] === before[0] && after[1] === before[1] && after[3] === before[3]);
    const changed = after[2].body.statements.map((member, index) => member !== members[index]);
    assert.deepEqual(changed, [false, true, false]);
    assertSame(file.module, await lowered(file.text));
    file.dispose();
  });

  it("keeps the pieces of a long loop", async () => {
    const file = new SourceFile(await grammar, script);
    const before = (statement(file, 0) as For).body.statements;
    const at = script.indexOf("model(x30)");
    file.update([{ start: at, end: at, text: "my_" }]);
    const after = (statement(file, 0) as For).body.statements;
    assert.equal(after.filter((inner, index) => inner !== before[index]).length, 1);
    assertSame(file.module, await lowered(file.text));
    file.dispose();
  });

  it("lowers a function anew when it gains a decorator", async () => {
    const file = new SourceFile(await grammar, "def f():\n    pass\n");
    file.update([{ start: 0, end: 0, text: "@d\n" }]);
    assertSame(file.module, await lowered("@d\ndef f():\n    pass\n"));
    file.dispose();
  });

  it("judges an edited statement by its own lines only where that is right", async () => {
    const around = ["a = 1\n", "b = 2, 3\n", "c = 3\n", "if d:\n    e\n", "f = 4\n"];
    const whole = ["else:\n    x\n", "  x\n", "@x\n", "if x:\n", "x; y\n", "# x\n", "\f\n", "x,\n y\n", "\n", " "];
    const open = ["x = '''\n", "x = (\n", "x = 1 \\\n"];
    const loaded = await grammar;
    const heads = ["", "def f():\n", "for f in g:\n", "class F:  # f\n"];
    for (const head of isQuick ? heads.slice(-1) : heads) {
      const text = head + (head === "" ? around.join("") : around.join("").replace(/^/gm, "    ").trimEnd());
      for (let at = head.length; at <= text.length; at++) {
        for (const inserted of [...whole, ...open]) {
          const file = new SourceFile(loaded, text);
          file.update([{ start: at, end: at, text: inserted }]);
          const fresh = await lowered(file.text);
          assertSame(file.module, fresh, file.text);
          file.update([{ start: at, end: at + inserted.length, text: "" }]);
          assertSame(file.module, await lowered(text));
          file.dispose();
        }
      }
    }
  }).timeout(60_000);

  it("takes lines back into the suite that a line above them had ended", async () => {
    const text = "class B:\n    def f(self):\n        a = 1\nnn = None\n    def g(self):\n        b = 2\nc = 3\n";
    const file = new SourceFile(await grammar, text);
    const start = text.indexOf("nn = None");
    file.update([{ start, end: start + "nn = None".length, text: "" }]);
    assertSame(file.module, await lowered(file.text));
    assert.equal(file.module.body.statements.length, 2);
    file.dispose();
  });

  it("keeps a statement that is broken while it is typed to its own lines", async () => {
    const text = "a = f(1)  # a\nb = 2\n\nc = g(\n    3\n)\n";
    const at = text.indexOf("\nc");
    const file = new SourceFile(await grammar, text);
    const before = file.module.body.statements;
    let broken = 0;
    for (const [index, character] of [..."nn.Linear(1, f([2]))"].entries()) {
      file.update([{ start: at + index, end: at + index, text: character }]);
      const { body, comments, errors, repairs } = file.module;
      assert.ok(body.statements[0] === before[0] && body.statements[1] === before[1]);
      assert.equal(comments.length, 1);
      if (errors.length + repairs.length === 0) continue;
      broken++;
      const last = body.statements.at(-1)!;
      assert.equal(file.text.slice(last.start, last.end), text.slice(at + 1).trimEnd());
    }
    assert.ok(broken > 5);
    assertSame(file.module, await lowered(file.text));
    file.dispose();
  });

  const documented = {
    "a module's": [
      '"""',
      "Layers",
      " and blocks:",
      "\n\n* `Block` (see below)",
      "\n",
      '"""',
      "\nimport torch\n",
      "\n",
      model,
    ],
    "a method's": [
      "class A:\n    def f(\n        self,\n    ):\n        ",
      '"""',
      "Takes",
      " what is there:\n        with nothing.",
      "\n        ",
      '"""',
      "\n        x = g(1)\n",
      "        return x\n\n    def h(self):\n        pass\n\n",
      model,
    ],
    "a class's": ["class A(B):\n    ", 'r"""', "Takes", " what is there", '"""', "\n\n    x = g(\n    1)\n", model],
  };
  for (const [whose, pieces] of Object.entries(documented)) {
    it(`follows ${whose} docstring that loses and gets its quotes, its words and the code around it`, async () => {
      const file = new SourceFile(await grammar, pieces.join(""));
      const seen = async () => {
        assertSame(file.module, await lowered(file.text), file.text);
      };
      const places = [...pieces.keys()].filter((place) => pieces[place] !== model);
      for (const missing of places.sort((one, other) => ((one * 5) % 8) - ((other * 5) % 8))) {
        const start = pieces.slice(0, missing).join("").length;
        const text = pieces[missing];
        file.update([{ start, end: start + text.length, text: "" }]);
        await seen();
        for (const [other, piece] of pieces.entries()) {
          if (other === missing || !/"""|import|=/.test(piece) || piece === model) continue;
          const place = [...pieces.slice(0, other).filter((_, index) => index !== missing)].join("").length;
          file.update([{ start: place, end: place + piece.length, text: "" }]);
          await seen();
          file.update([{ start: place, end: place, text: piece }]);
          await seen();
        }
        for (let key = 0; key < text.length; key++) {
          file.update([{ start: start + key, end: start + key, text: text[key] }]);
          await seen();
        }
      }
      file.dispose();
    });
  }

  it("recovers when a string is opened and closed again", async () => {
    const file = new SourceFile(await grammar, model);
    const at = model.indexOf("    def forward");
    file.update([{ start: at, end: at, text: '"""' }]);
    assertPlaced(file.module, file.text);
    file.update([{ start: at, end: at + 3, text: "" }]);
    assertSame(file.module, await lowered(model));
    file.dispose();
  });
});
