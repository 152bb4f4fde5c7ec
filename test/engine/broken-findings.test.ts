import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { type Analysis, analyze, DEFAULT_TARGET, type SourceFile } from "../../engine/index.ts";
import type { Span, Statement } from "../../engine/syntax/nodes.ts";
import { parse, ready } from "./parse.ts";

const root = new URL("../../", import.meta.url);
const examples = pythonIn("examples/");
const others = [...pythonIn("test/models/"), ...pythonIn("test/training/")];

/** A stretch of a text and what stands there for the moment. */
interface Break extends Span {
  text: string;
}

/** Puts something in the place of whatever matches. */
function each(pattern: RegExp, text = ""): (source: string) => Break[] {
  return (source) =>
    [...source.matchAll(pattern)].map(({ index, 0: { length } }) => ({ start: index, end: index + length, text }));
}

/** What lines look like while they are typed. */
const breaks: Record<string, (source: string) => Break[]> = {
  "a closing bracket that is deleted": each(/[)\]}]/g),
  "a call that ends after its parenthesis": each(/(?<=\()(?<!^ *def .*)[^\n]+/gm),
  // A method that has no self yet tells nothing of its class.
  "a head that ends after its parenthesis or self": each(/(?<=^ *def \w+\((?:self, )?)(?!self\b)[^\n]+:(?=\n)/gm),
  "a string that is opened": each(/(?<=[(=] ?)(?<!^ *(?:def|for) .*|f".*)(?=[\w.]+[,)])/gm, '"'),
  "a string that is not closed": each(/(?<=\w)"(?!")/g),
  "a docstring that is opened": each(/(?<=^ *def .*:\n)/gm, '        """What it does\n'),
  "a docstring that is not closed": each(/(?<=\S)"""(?=\n)/g),
  "a docstring that ends in two quotes": each(/(?<=\S)"""(?=\n)/g, '""'),
  "a docstring that is not opened": each(/(?<=^ *(?:def|class) .*:\n\s*)"""/gm),
  "a docstring of which one quote is left": each(/(?<=^ *(?:def|class) .*:\n\s*)"""/gm, '"'),
  "a string of several lines that is opened": each(/(?<=^ {8}(?:self\.)?\w+ = )(?=.*\n {8}\w)/gm, '"""'),
  "a method without its keyword": each(/(?<=^ {4})def (?=\w+\()/gm),
  "a loop without its in": each(/(?<=^ *for \w+) in (?=.*:\n)/gm, " "),
  "an attribute that is not there yet": each(/(?<=\w\.)\w+$/gm),
  "a head without its colon": each(/:(?=\n)/g),
  "a class that is begun": each(/^(?= {4}def )/gm, "    class \n"),
  "a docstring with quotes in the middle": each(
    /(?<=^ *def .*:\n)/gm,
    '        """What it does\n\n        Args:"""\n            x (int): the thing\n        """\n',
  ),
  "a condition that lacks its end": each(/(?<=^ *def .*:\n)/gm, "        unused = self.f(1) if x e\n"),
  "an import that is begun": each(/^(?=import |from )/gm, "from typing i\n"),
  "half of a merge": each(/(?<=^ *def .*:\n)/gm, "=======\n"),
  "an operator before a closing bracket": each(/(?<=^ *def .*:\n)/gm, "        unused = (1 and\n        )\n"),
  "a loop that is begun": each(/(?<=^ *def .*:\n)/gm, "        for x in\n"),
};

/** Of the places where a file can be broken one in so many is tried; an odd number, so that each way to break one has its turn. */
const rarer = process.env.TORCH2MS_TESTS === "quick" ? 9 : 1;
const samples = [
  { where: "the examples", paths: examples, every: 3 * rarer },
  { where: "models and training scripts", paths: others, every: 40 * rarer },
];

function pythonIn(folder: string): string[] {
  const names = readdirSync(new URL(folder, root)).filter((name) => name.endsWith(".py"));
  return names.sort().map((name) => folder + name);
}

/** Statements by which a file is cut: those of the module, of its classes, and no deeper. */
function pieces(statements: readonly Statement[]): Span[] {
  return statements.flatMap((statement) => {
    if (statement.kind !== "class") return [statement];
    return [{ start: statement.start, end: statement.headEnd }, ...pieces(statement.body.statements)];
  });
}

function innermost(statements: readonly Statement[], offset: number): Statement | undefined {
  const around = statements.find(({ start, end }) => start <= offset && offset <= end);
  return around !== undefined && "body" in around ? (innermost(around.body.statements, offset) ?? around) : around;
}

/** How often each thing is said about the code outside of a piece. */
function saidOutside({ findings, text }: Analysis, piece: Span): Map<string, number> {
  const said = new Map<string, number>();
  for (const { rule, start, end } of findings) {
    if (start >= piece.start && start < piece.end) continue;
    const key = `${rule} ${text.slice(start, end)}`;
    said.set(key, (said.get(key) ?? 0) + 1);
  }
  return said;
}

function edited<T>(file: SourceFile, { start, end, text }: Break, look: (now: Analysis) => T): T {
  const before = file.text.slice(start, end);
  file.update([{ start, end, text }]);
  const seen = look(analyze(file, DEFAULT_TARGET));
  file.update([{ start, end: start + text.length, text: before }]);
  return seen;
}

/** What is said elsewhere of a whole file and also without the statement, but not while the statement is broken. */
function lost(file: SourceFile, change: Break): string[] {
  const { statements } = file.module.body;
  const piece = pieces(statements).find(({ start, end }) => start <= change.start && change.start <= end);
  const statement = innermost(statements, change.start);
  if (piece === undefined || statement === undefined || /^import|class/.test(statement.kind)) return [];
  const whole = saidOutside(analyze(file, DEFAULT_TARGET), piece);
  const moved = (length: number) => ({ start: piece.start, end: piece.end + length });
  const broken = edited(file, change, (now) => saidOutside(now, moved(change.text.length - change.end + change.start)));
  const missing = [...whole].filter(([key, count]) => (broken.get(key) ?? 0) < count);
  if (missing.length === 0 || "body" in statement || statement.kind === "if") return missing.map(([key]) => key);
  const { start, end } = statement;
  const without = edited(file, { start, end, text: "pass" }, (now) => saidOutside(now, moved(4 - end + start)));
  return missing.filter(([key]) => (without.get(key) ?? 0) > (broken.get(key) ?? 0)).map(([key]) => key);
}

const titles = [
  " Blocks and layers\n\n* `Block`: don't miss it (1, 2)\n",
  "\nBlocks\n\n@misc{blocks,\n  title={With a class of its own}\n}\n",
];
/** What a module's docstring looks like while its quotes are typed or deleted. */
const remnants: ((title: string) => string)[] = [
  (title) => `${title}"""\n`,
  (title) => `""${title}"""\n`,
  (title) => `"""${title}\n`,
  (title) => `"""${title}""\n`,
];

describe("findings while a line is broken", () => {
  before(() => ready);

  for (const [what, of] of Object.entries(breaks)) {
    for (const { where, paths, every } of samples) {
      it(`stay beside ${what} in ${where}`, () => {
        const flickering: string[] = [];
        let places = 0;
        for (const path of paths) {
          const source = readFileSync(new URL(path, root), "utf8");
          const file = parse(source);
          for (const change of of(source)) {
            if (places++ % every === 0)
              flickering.push(...lost(file, change).map((what) => `${path}:${change.start} ${what}`));
          }
          file.dispose();
        }
        assert.ok(places > 2);
        assert.deepEqual(flickering, []);
      }).timeout(120_000);
    }
  }

  it("stay behind a module's docstring that lacks quotes", () => {
    const nowhere = { start: -1, end: -1 };
    const said = (source: string) => {
      const file = parse(source);
      const found = saidOutside(analyze(file, DEFAULT_TARGET), nowhere);
      file.dispose();
      return found;
    };
    let places = 0;
    for (const path of [...examples, ...others]) {
      const source = readFileSync(new URL(path, root), "utf8").replace(/^(?:#.*\n)*"""[\s\S]*?"""\n/, "");
      const broken = remnants.flatMap((remnant) => titles.map(remnant)).filter(() => places++ % rarer === 0);
      const whole = broken.length ? said(source) : undefined;
      for (const remnant of broken) assert.deepEqual(said(remnant + source), whole, `${path}: ${remnant}`);
    }
  }).timeout(120_000);
});
