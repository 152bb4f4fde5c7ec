import assert from "node:assert/strict";
import type { ClassDefinition, FunctionDefinition } from "../../../engine/syntax/nodes.ts";
import { lowered, only, shape } from "./shape.ts";

const shapes: Record<string, string> = {
  "a = b = c, d": "[assign (a b) [tuple (c d)]]",
  "a, (b) = c": "[assign ([tuple (a b)]) c]",
  "a: int": "[assign (a) int]",
  "a: Optional[int] = 3": "[assign (a) [subscript Optional (int)] 3]",
  "a: int | None = None": "[assign (a) [binary | int None] None]",
  "a **= yield x": "[augmented a **= [yield x]]",
  "return a, b": "[return [tuple (a b)]]",
  return: "[return]",
  "del a, (b, c), d[0]": "[delete (a [tuple (b c)] [subscript d (0)])]",
  "raise E from f": "[raise (E f)]",
  'raise E, "m"': '[raise (E "m")]',
  raise: "[raise ()]",
  "assert x, y": "[assert (x y)]",
  pass: "[pass]",
  "global a, b": "[global (a b)]",
  "nonlocal a": "[nonlocal (a)]",
  "import a.b as c, d": "[import (a.b:c d)]",
  "from . import x": "[import-from  (x) false]",
  "from .a.b import (c as d, e,)": "[import-from a.b (c:d e) false]",
  "from x import *": "[import-from x () true]",
  "from __future__ import y": "[import-from __future__ (y) false]",
  "from ... \\\n import q": "[import-from  (q) false]",
  "type X[T] = list[T] | None": "[assign (X) (T) [binary | [subscript list (T)] None]]",
  "if a: b\nelif c: d\n# e\nelif e:\n  f; g\nelse:\n  pass":
    "[if (a:{[expression b]} c:{[expression d]} e:{[expression f]; [expression g]}) {[pass]}]",
  "for a, in *b, c: pass\nelse: d": "[for [tuple (a)] [tuple ([starred b] c)] {[pass]} {[expression d]}]",
  "while a: break\nelse: continue": "[while a {[break]} {[continue]}]",
  "async with a as b, c: pass": "[with (a:b c) {[pass]}]",
  "with (a as b, c as (d, e)): pass": "[with (a:b c:[tuple (d e)]) {[pass]}]",
  "with (a as b): pass": "[with (a:b) {[pass]}]",
  "with (a): pass": "[with (a) {[pass]}]",
  "try: a\nexcept (A, B) as e: b\nexcept* C: c\nexcept D, f: d\nexcept: e\nelse: f\nfinally: g":
    "[try {[expression a]} ([tuple (A B)]:e:{[expression b]} C:{[expression c]} D:f:{[expression d]} {[expression e]}) {[expression f]} {[expression g]}]",
  "match x, y:\n  case [a, *r] if a > 1: pass\n  case {'k': v, **w}: pass\n  case nn.Linear(size=k) as m: pass\n  case C(p) | A.B | 3 | None: pass\n  case _: pass":
    '[match [tuple (x y)] ((a r):():[compare (>) (a 1)]:{[pass]} (v w):("k"):{[pass]} (k m):([attribute nn Linear]):{[pass]} (p):(C [attribute A B] 3 None):{[pass]} ():():{[pass]})]',
  "def f(a, /, b: int, *, c: int = 1, d=2, *e: int, **g) -> T: ...":
    "[function f (plain:a plain:b:int plain:c:int:1 plain:d:2 star:e:int doublestar:g) T () {[expression ...]}]",
  "async def f(self, *args, **kwargs): pass": "[function f (plain:self star:args doublestar:kwargs) () true {[pass]}]",
  "@a.b(c)\n# why\n@d\nclass C(B, metaclass=M, *x): y = 1":
    "[class C (positional:B keyword:metaclass:M star:x) ([call [attribute a b] (positional:c)] d) {[assign (y) 1]}]",
  "class C: pass": "[class C () () {[pass]}]",
  'print "x", y': '[broken ("x" y)]',
  "print >>f, x": "[broken (f x)]",
  'exec "code" in ns': '[broken ("code" ns)]',
};

describe("statements", () => {
  for (const [source, expected] of Object.entries(shapes)) {
    it(source, async () => assert.equal(shape(await only(`${source}\n`)), expected));
  }

  it("count the dots of relative imports", async () => {
    const levels = (await lowered("from . import a\nfrom ..b import c\nfrom d import e\n")).body.statements.map(
      (statement) => statement.kind === "import-from" && statement.level,
    );
    assert.deepEqual(levels, [1, 2, 0]);
  });

  it("know the parts of a definition's head", async () => {
    const source = "@d\nasync def f(x: int) -> {1: 2}:  # c\n    pass\n";
    const definition = (await only(source)) as FunctionDefinition;
    assert.equal(definition.start, 0);
    assert.equal(source.slice(definition.headStart, definition.headEnd), "async def f(x: int) -> {1: 2}:");
    assert.equal(source.slice(definition.nameStart, definition.nameStart + 1), "f");
  });

  it("have suites from the first statement to the last", async () => {
    const source = "class C:\n    # first\n    a = 1\n    b = 2  # last\n\n# after\n";
    const { body } = (await only(source)) as ClassDefinition;
    assert.equal(source.slice(body.start, body.end), "a = 1\n    b = 2");
  });

  it("collect comments wherever they stand", async () => {
    const source = "# a\nx = [ # b\n  1, # c\n]\nif x: # d\n  pass\n  # e\n# f";
    const { comments } = await lowered(source);
    assert.deepEqual(
      comments.map((comment) => source.slice(comment.start, comment.end)),
      ["# a", "# b", "# c", "# d", "# e", "# f"],
    );
  });
});
