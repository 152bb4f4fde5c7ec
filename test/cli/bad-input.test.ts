import assert from "node:assert/strict";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Folder, type Outcome } from "./folder.ts";

const dropout = "from torch import nn\n\ndrop = nn.Dropout(0.3)\n";
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le");

describe("torch2ms: bad input", () => {
  let folder: Folder;
  afterEach(() => folder.remove());

  /** Runs `check` and `fix` on a file; neither may leave a trace or a damaged file. */
  async function survives(content: string | Uint8Array): Promise<{ check: Outcome; fix: Outcome }> {
    folder = new Folder({ "a.py": content });
    const check = await folder.run(["check", "a.py"]);
    const fix = await folder.run(["fix", "--unsafe-fixes", "a.py"]);
    for (const { status, stderr } of [check, fix]) {
      assert.ok(status === 0 || status === 1 || status === 2);
      assert.doesNotMatch(stderr, /^\s+at |could not be analysed/m);
    }
    return { check, fix };
  }

  /** Fixing rewrites the one call and leaves every other byte alone. */
  async function rewrites(content: Uint8Array, expected: Uint8Array): Promise<void> {
    const { check, fix } = await survives(content);
    assert.deepEqual([check.status, fix.status, fix.stderr], [1, 0, ""]);
    assert.deepEqual(folder.bytes("a.py"), Buffer.from(expected));
  }

  const layouts: [string, (text: string) => Uint8Array][] = [
    ["a byte order mark", (text) => Buffer.from(`\ufeff${text}`)],
    ["CRLF", (text) => Buffer.from(text.replaceAll("\n", "\r\n"))],
    ["lone carriage returns", (text) => Buffer.from(text.replaceAll("\n", "\r"))],
    ["tabs", (text) => Buffer.from(text.replace("drop", "if True:\n\tdrop"))],
    ["emoji", (text) => Buffer.from(`${text}s = "🔥é"  # 模型\n`)],
    ["no line end at the end", (text) => Buffer.from(text.trimEnd())],
    ["latin-1 with a coding line", (text) => Buffer.from(`# -*- coding: latin-1 -*-\n${text}# \xe9\x80\n`, "latin1")],
    [
      "windows-1252 in the second line",
      (text) => latin1(`#!python\n# vim: set fileencoding=cp1252 :\n${text}# \x80\x99\n`),
    ],
    ["GBK", (text) => Buffer.concat([latin1(`# coding: gbk\n${text}# `), Buffer.from([0xc4, 0xa3, 0xd0, 0xcd, 0x0a])])],
    ["UTF-16", utf16],
    ["UTF-16, big end first", (text) => utf16(text).swap16()],
  ];
  const latin1 = (text: string) => Buffer.from(text, "latin1");
  for (const [name, encode] of layouts)
    it(`keeps ${name}`, () =>
      rewrites(encode(dropout), encode(dropout.replace("torch", "mindspore").replace("0.3", "p=0.3"))));

  it("keeps mixed line ends", async () => {
    const text = "import os\r# a\n# b\r\nfrom torch import nn\r\ndrop = nn.Dropout(0.3)\r";
    await rewrites(Buffer.from(text), Buffer.from(text.replace("torch", "mindspore").replace("0.3", "p=0.3")));
  });

  it("says where a file cannot be parsed, once, and goes on", async () => {
    folder = new Folder({ "a.py": `${dropout}x = = 3\n`, "b.py": `${dropout}f(nn.Dropout(0.5)\n` });
    const where = ["a.py:4", "b.py:4"];
    const said = where.map(
      (place) => `${place}: cannot be parsed here; what is told of the code around it may be incomplete\n`,
    );
    for (const command of [["check"], ["migrate", "--out", "out"]]) {
      const { stderr } = await folder.run([...command, "a.py", "b.py"]);
      assert.equal(stderr, said.join(""));
    }
    assert.match(folder.bytes("out/b.py").toString(), /^f\(nn\.Dropout\(p=0\.5\)$/m);
  });

  it("never writes migrated files over the files themselves, nor into a file", async () => {
    folder = new Folder({ "a.py": dropout, "in/b.py": dropout });
    symlinkSync("in", join(folder.path, "link"));
    for (const [path, out] of [
      ["in", "link"],
      ["link", "in"],
      ["in", "in"],
      ["in/b.py", "./in"],
      [".", "."],
    ]) {
      const { status, stderr } = await folder.run(["migrate", path, "--out", out]);
      const message = `torch2ms: ${out} holds the files themselves: say --in-place to rewrite them\n`;
      assert.deepEqual([status, stderr], [2, message]);
    }
    const { status, stderr } = await folder.run(["migrate", "in", "--out", "a.py"]);
    assert.deepEqual([status, stderr], [2, "torch2ms: --out a.py is a file\n"]);
    const below = await folder.run(["migrate", "in", "--out", "a.py/x"]);
    assert.equal(below.status, 2);
    assert.match(below.stderr, /a\.py\/x: a part of the path is no folder\n$/);
    for (const path of ["a.py", "in/b.py"]) assert.equal(folder.bytes(path).toString(), dropout);
  });

  it("complains of a path once", async () => {
    folder = new Folder({});
    const { status, stdout, stderr } = await folder.run(["migrate", "a.py", "--out", "out"]);
    assert.deepEqual([status, stderr], [2, "a.py: no such file or folder\n"]);
    assert.equal(stdout, "Migrated 0 files to out: 0 changes, nothing left to do by hand in the rest.\n");
  });

  const onLinux = process.platform === "linux" ? it : () => {}; // elsewhere there are no such names
  onLinux("says where nothing can be written", async () => {
    folder = new Folder({ "a.py": dropout });
    const full = await folder.inShell(["check", "a.py"], "> /dev/full");
    assert.deepEqual([full.status, full.stderr], [2, "torch2ms: standard output: no space left on the device\n"]);
    const proc = await folder.run(["migrate", "a.py", "--out", "/proc/x"]);
    assert.equal(proc.status, 2);
    assert.match(proc.stderr, /^a\.py: no such file or folder\n/);
  });

  onLinux("says that a name is no UTF-8, and goes on", async () => {
    folder = new Folder({ "b.py": "x = 1\n" });
    writeFileSync(Buffer.concat([Buffer.from(`${folder.path}/a`), Buffer.from([0xff]), Buffer.from(".py")]), dropout);
    const { status, stdout, stderr } = await folder.run(["check", "."]);
    assert.deepEqual([status, stdout], [2, "Nothing to do in the rest.\n"]);
    assert.equal(stderr, "a\ufffd.py: its name is not UTF-8\n");
  });

  it("says that a file is no UTF-8 and has no coding line", async () => {
    const bytes = Buffer.from(`${dropout}# \xe9\n`, "latin1");
    const { check } = await survives(bytes);
    const message = "not a text file that can be read: it is not UTF-8 and has no coding line";
    assert.deepEqual([check.status, check.stderr], [2, `a.py: ${message}\n`]);
    assert.deepEqual(folder.bytes("a.py"), bytes);
  });

  it("says that it does not know an encoding", async () => {
    const { check } = await survives(`# coding: klingon\n${dropout}`);
    assert.deepEqual([check.status, check.stderr], [2, "a.py: not a text file that can be read: it is not klingon\n"]);
  });

  it("says that a file with NUL bytes is no text", async () => {
    const { check } = await survives(`${dropout}\0`);
    assert.deepEqual([check.status, check.stderr], [2, "a.py: not a text file: it contains NUL bytes\n"]);
    assert.equal(folder.read("a.py"), `${dropout}\0`);
  });

  const broken: [string, string][] = [
    ["nothing", ""],
    ["only a byte order mark", "\ufeff"],
    ["syntax errors", `${dropout}def f(:\n  x = = 3\nclass (\n`],
    ["invalid code that the parser takes", `${dropout}f(a=1, 2)\nreturn 3\n`],
    ["Python 2", `import torch\nprint "torch"\nexec "x"\ntry:\n    pass\nexcept E, e:\n    print >>f, e\n`],
    [
      "merge markers",
      `<<<<<<< HEAD\nfrom torch import nn\n=======\nimport torch.nn as nn\n>>>>>>> b\nnn.Dropout(0.3)\n`,
    ],
    ["an unfinished string", `${dropout}s = """torch\n`],
    ["a lone surrogate", `${dropout}s = "\\ud800"\n`],
  ];
  for (const [name, text] of broken)
    it(`survives ${name}`, async () => {
      const { check } = await survives(text);
      assert.match(check.stderr, /^(a\.py:\d+: cannot be parsed here; .*\n)?$/);
    });

  it("shows a part of a line of 200,000 characters", async () => {
    const line = `x = [${"1, ".repeat(66_000)}nn.Dropout(0.3)]`;
    const { check } = await survives(`from torch import nn\n${line}\n`);
    assert.equal(check.status, 1);
    assert.match(check.stdout, /^a\.py:2:198006: dropout-probability/m);
    assert.ok(check.stdout.split("\n").every((text) => text.length < 400));
  });

  it("gets through 3,000 nested brackets", async () => {
    const { check } = await survives(`${dropout}x = ${"(".repeat(3000)}1${")".repeat(3000)}\n`);
    assert.ok(check.status === 1 || /^a\.py: nested too deeply to be analysed\n$/.test(check.stderr));
  });

  it("gets through 5 MB", async function () {
    this.timeout(60_000);
    folder = new Folder({
      "a.py": dropout + 'x = {"key": [1, 2, 3], "other": f(a, b=2)}  # a comment\n'.repeat(90_000),
    });
    const { status, stderr, stdout } = await folder.run(["check", "a.py"]);
    assert.deepEqual([status, stderr], [1, ""]);
    assert.match(stdout, /Found 1 in 1 file/);
  });
});
