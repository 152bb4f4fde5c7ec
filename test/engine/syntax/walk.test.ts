import assert from "node:assert/strict";
import { children, dottedName, isSimpleName, text, walkExpressions } from "../../../engine/syntax/walk.ts";
import { expression, lowered } from "./shape.ts";

const everything = `
import a
@d1
class C(b1, k=b2):
    @d2
    def f(self, p: t1 = v1, *q: t2) -> t3:
        global g
        x1: t4 = x2[x3:x4, ::x5](x6, k=x7, *x8, **x9)
        x10 += [x11, (x12, {x13}), {x14: x15, **x16}]
        if not x17: return -x18
        elif x19 < x20 in x21: raise x22 from x23
        else: assert x24, x25
        for x26 in x27: del x28
        else: x29
        while x30 and x31: yield x32
        with x33 as x34: await x35
        try: x36 if x37 else x38
        except x39: lambda p=x40: x41
        else: (x42 := x43)
        finally: f"{x44:{x45}}"
        match x46:
            case x47.y if x48: {x49: x50 for x51 in x52 if x53}
        print x54
        x55.y(x56)
`;

describe("walking", () => {
  it("reaches every expression once", async () => {
    const found: string[] = [];
    walkExpressions(await lowered(everything), (node) => {
      if (node.kind === "name") found.push(node.id);
    });
    const expected = [...everything.matchAll(/\b[xdbtv]\d+\b/g)].map(([name]) => name);
    assert.deepEqual(found.toSorted(), expected.toSorted());
  });

  it("gives children as they stand in the text", async () => {
    const visit = (node: Parameters<typeof children>[0]): void => {
      const inner = children(node);
      const starts = inner.map((child) => child.start);
      assert.deepEqual(
        starts,
        starts.toSorted((a, b) => a - b),
      );
      for (const child of inner) visit(child);
    };
    visit(await lowered(everything));
  });

  it("names chains of attributes", async () => {
    assert.equal(dottedName(await expression("a.b.c")), "a.b.c");
    assert.equal(dottedName(await expression("a().b")), undefined);
    assert.ok(isSimpleName(await expression("(a)"), "a"));
    assert.ok(!isSimpleName(await expression("a.b"), "a"));
    assert.equal(text({ text: "(a)" }, await expression("(a)")), "(a)");
  });
});
