import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { analyze, DEFAULT_TARGET, type Edit, isRefusal, rewrite } from "../../engine/index.ts";
import { parse, ready } from "./parse.ts";

const examples = new URL("../../examples/", import.meta.url);
const files = readdirSync(examples).filter((name) => name.endsWith(".py"));
const sources = files.map((name) => readFileSync(new URL(name, examples), "utf8"));
const head = "import torch\nfrom torch import nn\n";
const use = "drop = nn.Dropout(0.3)\n";
const nested = (n: number, open: string, close: string) => `${open.repeat(n)}0${close.repeat(n)}`;
const deep = (n: number, line: string) => Array.from({ length: n }, (_, i) => `${" ".repeat(i)}${line}\n`).join("");

/** Texts that no one means to write, and how long one may take, in seconds. */
const texts: Record<string, readonly [text: string, seconds?: number]> = {
  "nothing at all": [""],
  "only a byte order mark": ["\ufeff"],
  "a byte order mark": [`\ufeff${head}${use}`],
  "Windows line ends": [(head + use).replaceAll("\n", "\r\n")],
  "lone carriage returns": [(head + use).replaceAll("\n", "\r")],
  "mixed line ends": [`${head}\r${use}\r\n\n\r${use}`],
  "no line end at the end": [head + use.trimEnd()],
  "tabs and spaces": [`${head}if 1:\n\t${use}        ${use}`],
  "form feeds": [`${head}\f\n${use}`],
  "a NUL": [`${head}x = "\0"\n${use}\0`],
  "lone surrogates": [`${head}x = "\ud800"\n${use}`],
  "wide characters": [`${head}名 = "😀"; ${use}`],
  "syntax errors": [`${head}def (:\n${use}class\n${use}x = = 3\nnn.Dropout(0.3\n`],
  "an unclosed string": [`${head}s = """\n${use}`],
  "Python 2": [`${head}print "a", nn.Dropout(0.3)\nexec "x"\nexcept E, e:\n    raise E, "x"\n`],
  "merge markers": [`${head}<<<<<<< a\n${use}=======\ndrop = nn.Dropout(p=0.3)\n>>>>>>> b\n${use}`],
  "3,000 lines that take others along": [`${head}${"x = y if aa e\n".repeat(3_000)}${use}`, 30],
  "3,000 markers of merges": [`${head}${"<<<<<<< a\n=======\n>>>>>>> b\n".repeat(1_000)}${use}`],
  "3,000 quotes of three": [`${head}${'"""\n'.repeat(3_001)}${use}`, 30],
  "3,000 lines at odd columns": [
    `${head}${Array.from({ length: 3_000 }, (_, i) => `${" ".repeat((i * 7) % 13)}x = = 1\n`).join("")}${use}`,
    30,
  ],
  "open f-strings in each other": [`${head}x = f"{a["b"]!r:{f'{c["d\n${use}`],
  "five megabytes": [
    head + `${use}x = [1, 2, 3, 4]  # a table\ny = """${"a text of many lines\n".repeat(250)}"""\n`.repeat(950),
    30,
  ],
  "a line of 200,000 characters": [`${head}x = [${"nn.Dropout(0.3), ".repeat(200_000 / 17)}]\n`, 30],
  "a string of 200,000 characters": [`${head}x = "${"a".repeat(200_000)}"\n${use}`],
  "3,000 brackets in each other": [`${head}x = ${nested(3_000, "[", "]")}\n${use}`],
  "3,000 open brackets": [`${head}x = ${"(".repeat(3_000)}\n${use}`],
  "3,000 calls in each other": [`${head}x = ${nested(3_000, "nn.Sequential(", ")")}\n`, 60],
  "3,000 attributes in a row": [`${head}x = torch.ones(1)${".cpu()".repeat(3_000)}\n`, 60],
  "a sum of 10,000 terms": [`${head}x = ${"1 + ".repeat(10_000)}1\n${use}`],
  "3,000 minus signs": [`${head}x = ${"-".repeat(3_000)}1\n${use}`],
  "500 functions in each other": [head + deep(500, "def f(x):") + " ".repeat(500) + use, 30],
  "90 conditions in each other": [head + deep(90, "if x:") + " ".repeat(90) + use],
  "1,000 branches": [`${head}if a: pass\n${"elif b: pass\n".repeat(1_000)}${use}`],
  "3,000 lambdas in each other": [`${head}x = ${"lambda: ".repeat(3_000)}0\n${use}`],
};

/** Analyses and rewrites; every finding's edits lie in the text, and what they leave alone is kept. */
function survive(text: string): void {
  const { findings } = analyze(parse(text), DEFAULT_TARGET);
  for (const finding of findings) {
    assert.ok(
      finding.start >= 0 && finding.start <= finding.end && finding.end <= text.length,
      "a finding outside the text",
    );
    const mend = finding.mend();
    if (!isRefusal(mend))
      assert.ok(
        mend.edits.every((edit) => isIn(edit, text)),
        "an edit outside the text",
      );
  }
  const result = rewrite(parse, text, DEFAULT_TARGET);
  if (!result.changes) assert.equal(result.text, text);
}

const isIn = ({ start, end }: Edit, text: string): boolean => 0 <= start && start <= end && end <= text.length;

describe("bad input is borne", () => {
  before(() => ready);

  for (const [name, [text, seconds = 10]] of Object.entries(texts)) {
    it(name, () => survive(text)).timeout(seconds * 1000);
  }

  for (const [index, name] of files.entries()) {
    it(`half-typed: beginnings of ${name}`, () => {
      fc.assert(
        fc.property(fc.nat(sources[index].length), (end) => survive(sources[index].slice(0, end))),
        { numRuns: 30 },
      );
    }).timeout(60_000);

    it(`with holes: ${name}`, () => {
      const hole = fc.tuple(fc.nat(sources[index].length), fc.nat(40));
      const property = fc.property(fc.array(hole, { minLength: 1, maxLength: 6 }), (holes) => {
        survive(holes.reduce((text, [at, length]) => text.slice(0, at) + text.slice(at + length), sources[index]));
      });
      fc.assert(property, { numRuns: 30 });
    }).timeout(60_000);
  }
});

describe("what a rewrite leaves alone is kept to the byte", () => {
  before(() => ready);

  const junk = ["\ufeff", "x = 'é\u2028ü'  \r\n", "# 名 \t\r", "\f\n", "s = '''\r\n\r'''\n", "def (:\n"];
  it("whatever stands around a call", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...junk)), fc.array(fc.constantFrom(...junk)), (above, below) => {
        const [before, after] = [above.join("").replaceAll(/\r$/g, "\n"), below.join("")];
        const text = `${before}\nfrom mindspore import nn\ndrop = nn.Dropout(0.3)\n${after}`;
        const result = rewrite(parse, text, DEFAULT_TARGET).text;
        assert.ok(result.startsWith(before), JSON.stringify([text, result]));
        assert.ok(result.endsWith(after), JSON.stringify([text, result]));
      }),
    );
  });
});
