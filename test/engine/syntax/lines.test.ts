import assert from "node:assert/strict";
import fc from "fast-check";
import { LineIndex } from "../../../engine/syntax/lines.ts";

describe("LineIndex", () => {
  const text = "a\nbc\r\n\rd";
  const index = new LineIndex(text);

  it("ends lines at line feeds, carriage returns and both together", () => {
    const places = [0, 1, 2, 4, 6, 7, 8].map((offset) => index.position(offset));
    assert.deepEqual(
      places.map(({ line, character }) => [line, character]),
      [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 2],
        [2, 0],
        [3, 0],
        [3, 1],
      ],
    );
  });

  it("stops at the ends of the text and of lines", () => {
    assert.deepEqual(index.position(99), { line: 3, character: 1 });
    assert.deepEqual(index.position(-1), { line: 0, character: 0 });
    assert.equal(index.offset({ line: 9, character: 0 }), text.length);
    assert.equal(index.offset({ line: 0, character: 99 }), 1);
    assert.equal(index.offset({ line: 1, character: 99 }), 4);
    assert.equal(index.offset({ line: -1, character: 0 }), 0);
  });

  it("maps there and back", () => {
    const texts = fc.string({ unit: fc.constantFrom("a", "\n", "\r\n", "\r", "é") });
    fc.assert(
      fc.property(texts, (sample) => {
        const lines = new LineIndex(sample);
        for (let offset = 0; offset <= sample.length; offset++) {
          const inPair = sample[offset - 1] === "\r" && sample[offset] === "\n";
          if (!inPair) assert.equal(lines.offset(lines.position(offset)), offset);
        }
      }),
    );
  });

  it("follows edits as if it were made anew", () => {
    const words = fc.string({ unit: fc.constantFrom("a", "\n", "\n", "\r", "é"), maxLength: 30 });
    fc.assert(
      fc.property(words, words, fc.nat(), fc.nat(), (before, inserted, a, b) => {
        const [start, end] = [a % (before.length + 1), b % (before.length + 1)].sort((x, y) => x - y);
        const after = before.slice(0, start) + inserted + before.slice(end);
        const [edited, anew] = [new LineIndex(before).edited({ start, end }, after), new LineIndex(after)];
        for (let at = 0; at <= after.length; at++) assert.deepEqual(edited.position(at), anew.position(at));
      }),
    );
  });
});
