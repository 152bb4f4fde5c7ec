import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { Folder } from "./folder.ts";

const dropout = "from torch import nn\n\ndrop = nn.Dropout(0.3)  # kept\n";
const migrated = "from mindspore import nn\n\ndrop = nn.Dropout(p=0.3)  # kept\n";
const linear = "from torch import nn\n\nhead = nn.Linear(16, 10)\n";
const left = "import torch\nfrom torch import nn\n\nsome = nn.Dropout(0.3)\nevery = nn.Dropout(1.0)\n";
const plain = "import os\r\n\r\nprint(os.name)";

describe("torch2ms fix", () => {
  let folder: Folder;
  afterEach(() => folder.remove());

  it("applies what is safe as a whole, in place, and leaves the rest alone", async () => {
    folder = new Folder({ "linear.py": linear, "plain.py": plain });
    folder.write("script.py", linear, 0o755);
    const { status, stdout, stderr } = await folder.run(["fix"]);
    assert.equal(stderr, "");
    assert.match(stdout, /^Made \d+ changes? in \d files?; (nothing|\d+) left to do\.\n$/);
    const safe = /^Made 2 changes in 2 files/.test(stdout);
    assert.equal(status, safe ? 0 : 1);
    assert.equal(folder.read("linear.py"), safe ? "from mindspore import nn\n\nhead = nn.Dense(16, 10)\n" : linear);
    assert.equal(folder.read("plain.py"), plain);
    assert.equal(statSync(join(folder.path, "script.py")).mode & 0o777, 0o755);
    assert.deepEqual(readdirSync(folder.path).sort(), ["linear.py", "plain.py", "script.py"]);
  });

  it("applies everything with --unsafe-fixes, and then has nothing left", async () => {
    folder = new Folder({ "a.py": dropout });
    assert.equal((await folder.run(["fix", "--unsafe-fixes", "a.py"])).status, 0);
    assert.equal(folder.read("a.py"), migrated);
    const again = await folder.run(["fix", "--unsafe-fixes", "a.py"]);
    assert.deepEqual([again.status, again.stdout], [0, "Made 0 changes in 0 files; nothing left to do.\n"]);
  });

  it("shows a diff that git can apply, and writes nothing", async () => {
    folder = new Folder({ "sub/a.py": dropout });
    const { stdout, stderr } = await folder.run(["fix", "--unsafe-fixes", "--diff", "."]);
    assert.equal(folder.read("sub/a.py"), dropout);
    assert.match(stderr, /^Would make 1 change in 1 file/);
    folder.write("a.diff", stdout);
    execFileSync("git", ["apply", "a.diff"], { cwd: folder.path });
    assert.equal(folder.read("sub/a.py"), migrated);
  });

  it("shows a diff that git can apply to any names, bytes and ends of lines", async () => {
    const windows = dropout.replaceAll("\n", "\r\n");
    folder = new Folder({
      "模 型/a b.py": `${dropout}\n\n\nx = 1\n`,
      "b.py": windows,
      "c.py": `${dropout}\n`,
      "d.py": dropout.trimEnd(),
      "e.py": `\ufeff${dropout}`,
      "f.py": dropout.replaceAll("\n", "\r"),
      "g.py": Buffer.from(`# coding: latin-1\n${dropout}# \xe9\n`, "latin1"),
    });
    const { stderr } = await folder.inShell(
      ["fix", "--unsafe-fixes", "--diff", "."],
      "| git apply --whitespace=nowarn",
    );
    assert.match(stderr, /^Would make 7 changes in 7 files; nothing left to do\.\n$/);
    assert.equal(folder.read("模 型/a b.py"), `${migrated}\n\n\nx = 1\n`);
    assert.equal(folder.read("b.py"), migrated.replaceAll("\n", "\r\n"));
    assert.equal(folder.read("c.py"), `${migrated}\n`);
    assert.equal(folder.read("d.py"), migrated.trimEnd());
    assert.equal(folder.read("e.py"), `\ufeff${migrated}`);
    assert.equal(folder.read("f.py"), migrated.replaceAll("\n", "\r"));
    assert.equal(folder.bytes("g.py").toString("latin1"), `# coding: latin-1\n${migrated}# \xe9\n`);
  });

  it("answers standard input on standard output", async () => {
    folder = new Folder();
    assert.equal((await folder.run(["fix", "--unsafe-fixes", "-"], dropout)).stdout, migrated);
    assert.equal((await folder.run(["fix", "-"], plain)).stdout, plain);
  });

  it("does not write a read-only file, and says so", async () => {
    folder = new Folder();
    folder.write("a.py", dropout, 0o444);
    const { status, stdout, stderr } = await folder.run(["fix", "--unsafe-fixes", "a.py"]);
    assert.deepEqual([status, stderr], [2, "a.py: not written: the file is read-only\n"]);
    assert.equal(stdout, "Made 0 changes in 0 files; nothing left to do in the rest.\n");
    assert.equal(folder.read("a.py"), dropout);
  });
});

describe("torch2ms migrate", () => {
  let folder: Folder;
  afterEach(() => folder.remove());

  it("writes a tree beside the old one, with the other Python files as they are", async () => {
    folder = new Folder({ "net/model.py": dropout, "net/deep/plain.py": plain, "net/data.csv": "1\n" });
    const { status, stdout } = await folder.run(["migrate", "net", "--out", "net/new"]);
    assert.equal(status, 0);
    assert.match(stdout, /net\/model\.py: 1 change\n/);
    const unchanged = "1 file copied unchanged.";
    assert.ok(stdout.endsWith(`Migrated 1 file to net/new: 1 change, nothing left to do by hand. ${unchanged}\n`));
    assert.equal(folder.read("net/new/model.py"), migrated);
    assert.equal(folder.read("net/new/deep/plain.py"), plain);
    assert.equal(folder.read("net/model.py"), dropout);
    assert.deepEqual(readdirSync(join(folder.path, "net/new")).sort(), ["deep", "model.py"]);
    await folder.run(["migrate", "net", "--out", "net/new"]);
    assert.ok(!existsSync(join(folder.path, "net/new/new")));
  });

  it("keeps files of several folders apart", async () => {
    folder = new Folder({ "a/model.py": dropout, "b/model.py": plain });
    await folder.run(["migrate", "a", "b/model.py", "--out", "new"]);
    assert.equal(folder.read("new/a/model.py"), migrated);
    assert.equal(folder.read("new/b/model.py"), plain);
  });

  it("migrates in place, and says with line numbers what is left", async () => {
    folder = new Folder({ "a.py": left });
    const { status, stdout } = await folder.run(["migrate", "--in-place"]);
    const line =
      folder
        .read("a.py")
        .split("\n")
        .findIndex((text) => text.includes("1.0")) + 1;
    assert.equal(status, 1);
    assert.match(stdout, new RegExp(`^a\\.py: \\d+ changes?\\n( {2}unsafe: .*\\n)* {2}line ${line}: `));
    assert.match(stdout, /, 1 left to do by hand\.\n$/);
  });

  it("says what is left of torch that came by the star of a file which is migrated as well", async () => {
    folder = new Folder({
      "parts.py": "import torch\nfrom torch import nn\n\n\ndef pool(x):\n    return torch.relu(x)\n",
      "net.py": "from parts import *\n\n\ndef trace(net, x):\n    return torch.jit.trace(net, pool(x))\n",
    });
    const { status, stdout } = await folder.run(["migrate", ".", "--out", "out"]);
    assert.equal(status, 1);
    assert.match(stdout, /net\.py: .*\n( {2}unsafe: .*\n)* {2}line 5: mapped-api: /);
  });

  it("needs to be told where to write", async () => {
    folder = new Folder({ "a.py": dropout });
    const { status, stderr } = await folder.run(["migrate", "a.py"]);
    assert.deepEqual([status, stderr], [2, "torch2ms: say where to: --out DIR, --in-place or --diff\n"]);
    assert.equal((await folder.run(["migrate", "a.py", "--out", "x", "--in-place"])).status, 2);
    assert.equal((await folder.run(["migrate", "-"], dropout)).stdout, migrated);
  });

  it("shows a diff instead", async () => {
    folder = new Folder({ "a.py": dropout });
    const { stdout } = await folder.run(["migrate", "--diff"]);
    assert.match(stdout, /^-from torch import nn\n\+from mindspore import nn$/m);
    assert.equal(folder.read("a.py"), dropout);
  });
});
