import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import type { Tree, TreeCursor } from "web-tree-sitter";
import { FlatTree } from "../../../engine/syntax/flat-tree.ts";
import { flatten } from "../../../engine/syntax/flatten.ts";
import { descends, kindNames, kindOf } from "../../../engine/syntax/kinds.ts";
import type { Span } from "../../../engine/syntax/nodes.ts";
import { type Grammar, parse } from "../../../engine/syntax/parser.ts";
import { grammar } from "../../grammar.ts";

const files = ["examples/cnn.py", "examples/transformer.py", "test/models/dcgan.py", "test/training/trainer_class.py"];
const sources = files.map((path) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8"));
/** Nodes under other names, nodes that may stand anywhere, long runs, and what does not parse. */
const pieces = [
  "print >> x, y\n",
  "exec 'x' in y\n",
  "match = type.print(async_)\n",
  "match x:\n    case [A(y=1), *_] | {'a': b, **c} if d: pass\n",
  "with a as (b, c), d as e: pass\n",
  'f"{x!r:>{w}} {{}} {y=}"\n',
  "type X[T: int, *U] = list[T]\n",
  "[*a, b for b in c if d]\n",
  "x = (yield) if not a is not b not in c else lambda *d, **e: ...\n",
  "del a, (b), [c]; global g\n",
  "# 名前 😀\n",
  "😀 = '😀'\n",
  `x = [${"1, ".repeat(300)}]\n`,
  `x = """${"long ".repeat(200)}"""\n`,
  " ".repeat(300),
  "\\\n",
  "\t",
  "\r\n",
  "(",
  "]",
  '"',
  "def f(",
  "x = ",
  "$?",
];

interface Node {
  kind: string;
  start: number;
  end: number;
  next: number;
}

interface Flattened {
  nodes: Node[];
  errors: Span[];
}

/** The columns as tree-sitter's own cursor tells them. */
function byCursor({ kinds }: Grammar, tree: Tree): Flattened {
  const nodes: Node[] = [];
  const errors: Span[] = [];
  const visit = (cursor: TreeCursor): void => {
    const kind = cursor.nodeType === "ERROR" ? kindOf("ERROR") : kinds[cursor.nodeTypeId];
    const { nodeType, startIndex: start, endIndex: end } = cursor;
    if (nodeType === "ERROR" || (start === end && cursor.nodeIsMissing)) errors.push({ start, end });
    if (kind === 0 || nodeType === "comment" || (start === end && descends[kind] === 0)) return;
    const node = { kind: kindNames[kind], start, end, next: 0 };
    nodes.push(node);
    if (descends[kind] === 1 && cursor.gotoFirstChild()) {
      do visit(cursor);
      while (cursor.gotoNextSibling());
      cursor.gotoParent();
    }
    node.next = nodes.length;
  };
  const cursor = tree.walk();
  visit(cursor);
  // Left to the garbage collector, web-tree-sitter 0.27 frees what another cursor was told last in its place.
  cursor.delete();
  return { nodes, errors };
}

function flattened(grammar: Grammar, tree: Tree, text: string): Flattened {
  const flat = new FlatTree(1);
  flatten(grammar, tree, text, { base: 0, nesting: 0, repairs: [] }, flat);
  const nodes = Array.from({ length: flat.size }, (_, i) => ({
    kind: kindNames[flat.kinds[i]],
    start: flat.starts[i],
    end: flat.ends[i],
    next: flat.next[i],
  }));
  return { nodes, errors: flat.errors };
}

describe("flattening", () => {
  let python: Grammar;
  before(async () => {
    python = await grammar;
  });

  function isTheSame(text: string): void {
    const tree = parse(python, text);
    assert.deepEqual(flattened(python, tree, text), byCursor(python, tree));
    tree.delete();
  }

  it("finds what tree-sitter's cursor finds", () => {
    for (const text of ["", "\n", "  # only this", ...sources, ...pieces]) isTheSame(text);
  });

  it("finds it in texts that are cut and put together at random", () => {
    const text = fc.constantFrom(...sources);
    const cut = fc.tuple(text, fc.nat(), fc.nat(300), fc.array(fc.constantFrom(...pieces), { maxLength: 4 }));
    const property = fc.property(cut, ([source, at, length, put]) => {
      const start = at % source.length;
      isTheSame(source.slice(0, start) + put.join("") + source.slice(start + length));
    });
    fc.assert(property, { numRuns: 300 });
  });
});
