import assert from "node:assert/strict";
import type { Expression, Statement } from "../../../engine/syntax/nodes.ts";
import { repairsOf } from "../../../engine/syntax/repair.ts";
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

  it("ends an open call where the next statement begins", async () => {
    for (const next of ["def f(): pass\n", "y = 2\n", "# why\n\nreturn\n", "", "self.x = 3\n"]) {
      const [first, ...rest] = await shapes(`foo(1, a.b\n${next}`);
      assert.equal(first, "[expression [call foo (positional:1 positional:[attribute a b])]]");
      assert.equal(rest.length, next === "" ? 0 : 1, next);
    }
  });

  it("reads what is missing as if it stood there", async () => {
    const read: Record<string, string> = {
      "x = [1, (2\ny = 3\n": "[assign (x) [list (1 2)]]",
      "x = f('a, b\ny = 3\n": "[assign (x) [call f (positional:[string ()])]]",
      "x = f(a, b=\nimport y\n": "[assign (x) [call f (positional:a keyword:b:[unknown ()])]]",
      "def f(a, b\n    return 1\n": "[function f (plain:a plain:b) () {[return 1]}]",
      "def f(\n    a,\n    return 1\n": "[function f (plain:a) () {[return 1]}]",
      "class A:\n    def f(\n        super().f()\n":
        "[class A () () {[function f () () {[expression [call [attribute [call super ()] f] ()]]}]}]",
      "def f\n    return 1\n": "[function f () () {[return 1]}]",
      "def f a, b):\n    return 1\n": "[function f (plain:a plain:b) () {[return 1]}]",
      "class A(B\n    x = 1\n": "[class A (positional:B) () {[assign (x) 1]}]",
      "f(a, b):\n    return 1\n": "[function f (plain:a plain:b) () {[return 1]}]",
      "for i, j:\n    x = 1\n": "[for [tuple (i j)] [unknown ()] {[assign (x) 1]}]",
      "for i in\n    x = 1\n": "[for i [unknown ()] {[assign (x) 1]}]",
      "from a.b\ny = 3\n": "[import-from a.b () false]",
      "x = lambda a, b\ny = 3\n": "[assign (x) [lambda (plain:a plain:b) [unknown ()]]]",
      "x = f(lambda a\ny = 3\n": "[assign (x) [call f (positional:[lambda (plain:a) [unknown ()]])]]",
      "global a,\ny = 3\n": "[global (a)]",
      "x = {'a':\ny = 3\n": '[assign (x) [dictionary ("a":[unknown ()])]]',
      "x = a[\ny = 3\n": "[assign (x) [subscript a ([unknown ()])]]",
      "x = f(\n    a\n    b,\n)\n": "[assign (x) [call f (positional:a positional:b)]]",
      "x = [f(1)  # one\n\n    # two\n    'b', c]\n": '[assign (x) [list ([call f (positional:1)] "b" c)]]',
      "x = f(\n    a, b\n    c=1)\n": "[assign (x) [call f (positional:a positional:b keyword:c:1)]]",
      "for i, (a, b in f(c):\n    x = 1\n": "[for [tuple (i [tuple (a b)])] [call f (positional:c)] {[assign (x) 1]}]",
      "x = f(a + )\ny = 3\n": "[assign (x) [call f (positional:[binary + a [unknown ()]])]]",
      "if (a and\n):\n    x = 1\n": "[if ([binary and a [unknown ()]]:{[assign (x) 1]})]",
      "def f(a, /):\n    return 1\ny = 3 +\n": "[function f (plain:a) () {[return 1]}]",
      "x = lambda a:\ny = 3\n": "[assign (x) [lambda (plain:a) [unknown ()]]]",
      "x = a + \\\ny = 3\n": "[assign (x) [binary + a [unknown ()]]]",
      "x = a \\\ndef f(): pass\n": "[assign (x) a]",
      "if f(a:\n    x = 1\n": "[if ([call f (positional:a)]:{[assign (x) 1]})]",
    };
    for (const [source, expected] of Object.entries(read)) assert.equal((await shapes(source))[0], expected, source);
  });

  it("ends a line that breaks off where another statement stands, though the parser would go on", async () => {
    const read: Record<string, string> = {
      "x = a.\nb.c(1)\n": "[assign (x) [unknown (a)]]",
      "a.  # why\n\n# what\nb = 2\n": "[expression [unknown (a)]]",
      "x = a +\nb(1)\n": "[assign (x) [binary + a [unknown ()]]]",
      "x =\nb(1)\n": "[assign (x)]",
      "from a\nimport b\n": "[import-from a () false]",
      "from a.\nimport b\n": "[import-from a. () false]",
      "assert\nb(1)\n": "[assert ()]",
      "assert a,\nb(1)\n": "[assert (a)]",
      "del\nb[1]\n": "[delete ()]",
      "x:\nb = 2\n": "[assign (x) [unknown ()]]",
      "x = a or not\nb(1)\n": "[assign (x) [binary or a [unary not [unknown ()]]]]",
      "x = 'a\\\nb = f(c)\n": "[assign (x) [string ()]]",
    };
    for (const [source, expected] of Object.entries(read)) {
      const found = await shapes(source);
      assert.deepEqual([found[0], found.length], [expected, 2], source);
    }
    for (const source of ["x = (a.\nb)\n", "x = a +\n    b\n", "x = [\n    a +\n    b\n]\n"])
      assert.equal((await shapes(source)).length, 1, source);
  });

  it("takes a line at the first column into the suite that goes on behind it", async () => {
    for (const line of ["x?", "%time f(1)", "a b"]) {
      const bodies = [
        `        y = 1\n${line}\n        return y\n`,
        `        if y:\n${line}\n            y = 1\n        return y\n`,
        `        return y\n${line}\n`,
      ];
      for (const body of bodies) {
        const source = `class A:\n    def f(self, y):\n${body}    def g(self):\n        pass\n`;
        const [first, ...rest] = (await lowered(source)).body.statements;
        assert.deepEqual([first.kind, rest.length], ["class", 0], source);
        assert.deepEqual(await methods(source), ["f", "g"], source);
      }
    }
  });

  it("says where something is missing", async () => {
    const { errors, repairs } = await lowered("f(a\ny = 2\ndef g(): pass\n");
    assert.deepEqual({ errors, repairs }, { errors: [], repairs: [{ start: 3, end: 13 }] });
  });

  it("misses nothing in code that is whole", () => {
    const lines = [
      "x = (a\n@ b)",
      "f(a,\nb=1)",
      "x = [i\nfor i in y]",
      "if any(a\n  for b in c):\n  d",
      "match(a):\n  case(b):\n    c",
      "x = 'a lambda'",
      "f(a,  # lambda\n  b)",
      "from a \\\n  import b",
      "x = a \\\n  if b else c",
      "for a in(b):\n  c",
      "g(\n*a)",
      "x = 1.",
      "x = ...",
    ];
    const strings = [
      `x = f"{a['b']} {{"`,
      "x = f'{a:{b}}'",
      'x = "\\\n"',
      "x = '''\ndef f(\n'''",
      "x = '''\ndef f(\n''' if y else '''\n'''",
      "x = ('''\ndef f(\n''' f'a')",
      "x = 'a\\'b'",
      'f"{x["("]}"',
    ];
    for (const source of [...lines, ...strings]) assert.deepEqual(repairsOf(`${source}\n`).repairs, [], source);
  });

  it("ends an open string of several lines before the next definition", async () => {
    const first = 'class A:\n    def a(self):\n        """What\n        return 1\n    def b(self):\n';
    for (const next of [
      '        """Some words."""\n',
      '        """\n        Some words.\n        """\n',
      "        return 2\n",
    ])
      assert.deepEqual(await methods(`${first}${next}    def c(self): pass\n`), ["a", "b", "c"], next);
  });

  it("ends an open string of several lines before what is indented as its first line is", async () => {
    const around = (body: string) => `def f(x):\n    ${body}\n    return x\n\ndef g():\n    """Words."""\n`;
    const read: Record<string, number> = {
      '"""\n    x = 1': 3,
      'y = """abc\n    x, y[0] = g(x), 1\n    g(\n        x)': 4,
      '"""Words\n\n    with more.\n        y = 1\n    """"""\n    x += 1': 3,
      '"""Words\n    ""\n    x.y(1)': 3,
      '"""Words\n    "\n    x: int = 1': 3,
    };
    for (const [body, count] of Object.entries(read)) {
      const { statements } = (await lowered(around(body))).body;
      const [first] = statements;
      assert.equal(first.kind === "function" && first.body.statements.length, count, body);
      assert.equal(statements.length, 2, body);
    }
  });

  it("opens what a function or class says of itself where only its end has quotes", async () => {
    for (const words of ["Takes x.", '"Takes x, y', "r''Takes\n    what x is."]) {
      const quotes = words.startsWith("r") ? "'''" : '"""';
      for (const end of [quotes, `\n    ${quotes}`]) {
        const { errors, body } = await lowered(`class A:\n    ${words}${end}\n\n    x = 1\n    def f(self): pass\n`);
        assert.deepEqual(errors, []);
        assert.equal(body.statements[0].kind === "class" && body.statements[0].body.statements.length, 3, words);
      }
    }
  });

  it("leaves nothing out of statements that parse by themselves", async () => {
    const found = await shapes("import tclass Q: a = 1\nmatch x:\n    case 0: f(1)\n    case _: pass\n");
    assert.match(found[1], /\[call f \(positional:1\)\]/);
  });

  it("leaves out what does not fit", async () => {
    const read: Record<string, string> = {
      "x = f(a b) + 1\n": "[assign (x) [binary + [call f (positional:a)] 1]]",
      "loss = f(x) y\n": "[assign (loss) [call f (positional:x)]]",
      "def f(x) garbage:\n    return 1\n": "[function f (plain:x) () {[return 1]}]",
      "def f(x, y z):\n    return 1\n": "[function f (plain:x plain:y) () {[return 1]}]",
    };
    for (const [source, expected] of Object.entries(read)) assert.deepEqual(await shapes(source), [expected], source);
  });

  it("sees the code between merge markers", async () => {
    const found = await shapes("<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> other\ny = 3\n");
    for (const expected of ["[assign (x) 1]", "[assign (x) 2]", "[assign (y) 3]"]) assert.ok(found.includes(expected));
  });

  it("leaves out the markers of a merge, also within a statement", async () => {
    const { errors, body } = await lowered(
      "x = f(\n    a,\n<<<<<<< HEAD\n    b,\n||||||| base\n=======\n    c,\n>>>>>>> it's another\n)\ny = 3\n=======\n",
    );
    assert.deepEqual(errors, []);
    assert.deepEqual(body.statements.map(shape), [
      "[assign (x) [call f (positional:a positional:b positional:c)]]",
      "[assign (y) 3]",
    ]);
  });

  it("leaves out the end of a statement that does not parse and takes others along", async () => {
    const below =
      "    super().g()\n    d = {'a': x}\n    for i in d:\n        e = [i]\n    return d\n\ndef h(): pass\n";
    const rest = (first: string, own: number) =>
      lowered(`def f(a):\n    ${first}\n${below}`).then(({ errors, body }) => {
        const [f, h] = body.statements;
        assert.ok(f.kind === "function" && h.kind === "function" && f.body.statements.length === own + 4, first);
        return { first: shape(f.body.statements[0]), errors };
      });
    assert.deepEqual(await rest("y = b(1) if a e", 1), {
      first: "[assign (y) [call b (positional:1)]]",
      errors: [{ start: 22, end: 29 }],
    });
    assert.equal((await rest("from typing i", 1)).first, "[pass]");
  });

  it("moves statements to the columns of suites where the text does not parse, and opens a suite without its head", async () => {
    const whole = "class A:\n    def f(self):\n        a\n        b\n        c\n    def g(self): pass\n= x\n";
    const broken = [
      whole.replace("        b", "       b"),
      whole.replace("        b", "    b"),
      whole.replace("        b", "b"),
      whole.replace("        b", "           b"),
      whole.replace("        b", "            b\n        else:\n            b"),
    ];
    for (const source of broken) {
      const [a] = (await lowered(source)).body.statements;
      const members = a.kind === "class" ? a.body.statements : [];
      assert.deepEqual(
        members.map((member) => member.kind === "function" && member.body.statements.length),
        [3, 1],
        source,
      );
    }
  });

  it("takes quotes in the middle of a docstring for a part of it", async () => {
    for (const line of ['"""', 'more"""', '"""more words', 'more """ words']) {
      const source = `def f(x):\n    """Takes x.\n\n    ${line}\n    Returns:\n        x (int): what it takes.\n    """\n    return x\n`;
      const { errors, body } = await lowered(`${source}${source}`);
      assert.deepEqual(errors, [], line);
      assert.deepEqual(
        body.statements.map((one) => one.kind === "function" && one.body.statements.map(({ kind }) => kind)),
        [
          ["expression", "return"],
          ["expression", "return"],
        ],
        line,
      );
    }
  });

  it("ends an open docstring before the next one, whatever that begins with", async () => {
    for (const words of ["[Old] Words.", "名 words.", ":class:`A`'s.", "\n    Words.\n   "]) {
      const source = `def f(x):\n    """Takes\n    return x\n\ndef g(\n    x,\n) -> int:\n    """${words}"""\n    return x\n`;
      const { statements } = (await lowered(source)).body;
      assert.deepEqual(
        statements.map((one) => one.kind === "function" && one.body.statements.map(({ kind }) => kind)),
        [
          ["expression", "return"],
          ["expression", "return"],
        ],
        words,
      );
    }
  });

  it("ends an open docstring before a line that is indented less", async () => {
    const { statements } = (await lowered('def f(x):\n    def g():\n        """Words\n    g(x)\n    y = """a"""\n'))
      .body;
    assert.equal(statements[0].kind === "function" && statements[0].body.statements.length, 3);
  });

  it("says where the parser could not follow", async () => {
    assert.deepEqual((await lowered("f(a b)\n")).errors, [{ start: 4, end: 6 }]);
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
