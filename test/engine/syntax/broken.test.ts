import assert from "node:assert/strict";
import type { Expression, Statement } from "../../../engine/syntax/nodes.ts";
import { walkExpressions, walkStatements } from "../../../engine/syntax/walk.ts";
import { lowered, shape } from "./shape.ts";

async function shapes(source: string): Promise<string[]> {
  return (await lowered(source)).body.statements.map(shape);
}

/** The names of the methods that are still seen. */
async function methods(source: string): Promise<string[]> {
  const found: string[] = [];
  walkStatements((await lowered(source)).body, (statement) => {
    if (statement.kind === "function") found.push(statement.name);
  });
  return found;
}

describe("broken code", () => {
  it("keeps the methods around the one being typed", async () => {
    const around = (line: string) =>
      `class A(nn.Module):\n    def a(self):\n        return 1\n    def b(self):\n        ${line}\n    def c(self):\n        return 2\n`;
    for (const line of ["x =", "x = self.", "return +", "if x", "for", "x = 'abc", "f(1, 2"]) {
      assert.ok((await methods(around(line))).includes("a"), line);
    }
    assert.deepEqual(await methods(around("x =")), ["a", "b", "c"]);
  });

  it("keeps whole expressions in an open call", async () => {
    assert.deepEqual(await shapes("foo(1, a.b\n"), ["[broken (foo 1 [attribute a b])]"]);
  });

  it("puts what does not fit among the arguments", async () => {
    assert.deepEqual(await shapes("x = f(a b) + 1\n"), [
      "[assign (x) [binary + [call f (positional:a positional:[unknown (b)])] 1]]",
    ]);
  });

  it("puts what does not fit into a head before the body", async () => {
    assert.deepEqual(await shapes("def f(x) garbage:\n    return 1\n"), [
      "[function f (plain:x) () {[broken (garbage)]; [return 1]}]",
    ]);
  });

  it("sees the code between merge markers", async () => {
    const found = await shapes("<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> other\ny = 3\n");
    for (const expected of ["[assign (x) 1]", "[assign (x) 2]", "[assign (y) 3]"]) assert.ok(found.includes(expected));
  });

  it("says where the parser could not follow", async () => {
    assert.deepEqual((await lowered("f(a b)\n")).errors, [{ start: 4, end: 5 }]);
    assert.deepEqual((await lowered("f(a, b)\n")).errors, []);
  });

  it("is never too deep", async () => {
    const sources = [
      `x = ${"(".repeat(3000)}1${")".repeat(3000)}`,
      `x = ${"[".repeat(3000)}`,
      `x = ${Array(10_000).fill("a").join("+")}`,
      `x = a${".b()".repeat(5000)}`,
      `x = ${"f(".repeat(3000)}${")".repeat(3000)}`,
      `x = f"${"{x:".repeat(3000)}`,
      `x = ${"not ".repeat(5000)}y`,
      `x = ${"lambda: ".repeat(5000)}y`,
      `${"x = ".repeat(5000)}y`,
      `x = ${"a if b else ".repeat(5000)}c`,
      `if a: b\n${"elif a: b\n".repeat(5000)}`,
      Array.from({ length: 300 }, (_, depth) => `${" ".repeat(depth)}if x:\n`).join(""),
      `x = {${"{".repeat(3000)}`,
      "(".repeat(50_000),
    ];
    for (const source of sources) {
      let count = 0;
      walkExpressions(await lowered(source), () => count++);
      assert.ok(count < 30_000, source.slice(0, 40));
    }
  });

  it("keeps the outer part of a long chain", async () => {
    const [statement] = (await lowered(`x = a${".b()".repeat(1000)}\n`)).body.statements;
    assert.equal(statement.kind, "assign");
    let depth = 0;
    let node: Expression | undefined = statement.kind === "assign" ? statement.value : undefined;
    for (; node?.kind === "call" || node?.kind === "attribute"; depth++) {
      node = node.kind === "call" ? node.function : node.value;
    }
    assert.equal(depth, 300);
    assert.equal(node?.kind, "unknown");
  });

  it("takes texts of any encoding's leftovers", async () => {
    for (const source of [
      "",
      "\uFEFFx = 1\n",
      "x = 1\rx = 2\r",
      "\0",
      "x = '\uD800'\n",
      "\t x\n\ty\n",
      "\u00ff\u2028\n",
    ]) {
      const module = await lowered(source);
      assert.equal(module.end, source.length);
    }
    const [statement] = (await lowered("\uFEFFx = 1\n")).body.statements;
    assert.deepEqual([statement.start, statement.end], [1, 6]);
  });

  it("stays linear in big files", async () => {
    const big = "x = torch.relu(a[0], b=1)  # c\n".repeat(40_000);
    const long = `x = [${"torch.relu(1), ".repeat(14_000)}]\n`;
    for (const source of [big, long]) {
      const statements: Statement[] = (await lowered(source)).body.statements;
      assert.equal(statements.length, source === big ? 40_000 : 1);
    }
  }).timeout(30_000);

  it("sees classes and their methods behind an open bracket", async () => {
    assert.deepEqual(await methods("x = (\nclass A:\n    def f(self):\n        return 1\n"), ["f"]);
  });
});
