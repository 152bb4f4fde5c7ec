import assert from "node:assert/strict";
import type { Attribute, Call } from "../../../engine/syntax/nodes.ts";
import { expression, lowered, shape } from "./shape.ts";

const shapes: Record<string, string> = {
  "a.b.c": "[attribute [attribute a b] c]",
  "f(a, *b + c, k=d, **e)": "[call f (positional:a star:[binary + b c] keyword:k:d doublestar:e)]",
  "f(a, # one\n  b)": "[call f (positional:a positional:b)]",
  "sum(x for x in y)": "[call sum (positional:[comprehension generator (x) (x:y:())])]",
  "x[a, b:c, ::2, ..., *d]": "[subscript x (a [slice b c] [slice 2] ... [starred d])]",
  "x[:]": "[subscript x ([slice])]",
  "a, *b": "[tuple (a [starred b])]",
  "a, *b.c(1)[2]": "[tuple (a [starred [subscript [call [attribute b c] (positional:1)] (2)]])]",
  "[*a.b, c]": "[list ([starred [attribute a b]] c)]",
  "a,": "[tuple (a)]",
  "(a)": "a",
  "()": "[tuple ()]",
  "[a, (b,)]": "[list (a [tuple (b)])]",
  "{a, b}": "[set (a b)]",
  "{a: b, **c}": "[dictionary (a:b c)]",
  "-x ** ~y": "[unary - [binary ** x [unary ~ y]]]",
  "not a and b or c": "[binary or [binary and [unary not a] b] c]",
  "a @ b // c": "[binary // [binary @ a b] c]",
  "a not in b is not c < d": "[compare (not in is not <) (a b c d)]",
  "a if b else c": "[conditional b a c]",
  "lambda a, *b, c=1, **d: a": "[lambda (plain:a star:b plain:c:1 doublestar:d) a]",
  "lambda: 0": "[lambda () 0]",
  "(n := 10)": "[walrus n 10]",
  "[x async for x, y in z if x if y for w in z]": "[comprehension list (x) ([tuple (x y)]:z:(x y) w:z:())]",
  "{k: v for k, v in z}": "[comprehension dictionary (k v) ([tuple (k v)]:z:())]",
  "{x for (x) in y}": "[comprehension set (x) (x:y:())]",
  "await f()": "[await [call f ()]]",
  "yield from a": "[yield a true]",
  "yield a, b": "[yield [tuple (a b)]]",
  yield: "[yield]",
  "1e-5 + 0x1F + 2j": "[binary + [binary + 1e-5 0x1F] 2j]",
  "None, True, False, ...": "[tuple (None True False ...)]",
  "print(x, file=f)": "[call print (positional:x keyword:file:f)]",
};

const strings: Record<string, string> = {
  "'a'": '"a"',
  "u'''a\"b'''": '"a\\"b"',
  "r'\\d'": '"\\\\d"',
  "'a' \"b\"": '"ab"',
  "'''a\r\nb'''": '"a\\nb"',
  "'😀'": '"😀"',
  "''": '""',
  "f'plain'": '"plain"',
  "'a\\n'": "[string a\\n ()]",
  "b'a'": "[string ()]",
  "f'{{'": "[string ()]",
  "f'{x!r:>{w}} {a.b:{c:{d}}} {\"q\"}' 'z'": '[string (x w [attribute a b] c d "q")]',
};

describe("expressions", () => {
  for (const [source, expected] of [...Object.entries(shapes), ...Object.entries(strings)]) {
    it(source, async () => assert.equal(shape(await expression(`${source}\n`)), expected));
  }

  it("span their parentheses", async () => {
    const source = "((a).b)(1)";
    const call = (await expression(source)) as Call;
    const attribute = call.function as Attribute;
    assert.equal(source.slice(attribute.start, attribute.end), "((a).b)");
    assert.equal(source.slice(attribute.value.start, attribute.value.end), "(a)");
    assert.equal(attribute.nameStart, 5);
    assert.deepEqual([call.open, call.close], [7, 9]);
  });

  it("know where the parentheses of a call are", async () => {
    for (const source of ["f()", "f(g())", "f(a for a in b)", "f(a, # )\n )"]) {
      const call = (await expression(source)) as Call;
      assert.equal(source[call.open], "(", source);
      assert.equal(call.close, source.length - 1, source);
    }
  });

  it("count in UTF-16", async () => {
    const source = '# 😀\nx = "😀" + f(a)  # 😀\ny = "😀😀"';
    const { body, comments } = await lowered(source);
    assert.equal(source.slice(body.statements[0].start, body.statements[0].end), 'x = "😀" + f(a)');
    assert.equal(source.slice(body.statements[1].start, body.statements[1].end), 'y = "😀😀"');
    assert.deepEqual(
      comments.map((comment) => source.slice(comment.start, comment.end)),
      ["# 😀", "# 😀"],
    );
  });
});
