import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { Folder } from "./folder.ts";

const dropout = "from torch import nn\n\ndrop = nn.Dropout(0.3)\n";

describe("torch2ms: which files, under which settings", () => {
  let folder: Folder;
  afterEach(() => folder.remove());
  const checked = async (...args: string[]) => (await folder.entries(args)).map(({ file }) => file);

  it("skips what git ignores, hidden folders, environments and packages", async () => {
    folder = new Folder({
      ".git/HEAD": "",
      ".git/info/exclude": "private.py\n",
      ".gitignore": "build/\n*_gen.py\n!keep_gen.py\n",
      "sub/.gitignore": "/local.py\n!private.py\n",
      ...Object.fromEntries(
        [
          "a.py",
          "build/a.py",
          "x_gen.py",
          "keep_gen.py",
          "private.py",
          "sub/local.py",
          "sub/private.py",
          "sub/deep/local.py",
          ".hidden/a.py",
          "env/lib/a.py",
          "node_modules/a.py",
          "__pycache__/a.py",
          "notes.txt",
        ].map((name) => [name, dropout]),
      ),
      "env/pyvenv.cfg": "",
    });
    assert.deepEqual(await checked(), ["a.py", "keep_gen.py", "sub/deep/local.py", "sub/private.py"]);
    assert.deepEqual(await checked("sub"), ["sub/deep/local.py", "sub/private.py"]);
  });

  it("takes what is named, ignored or not, and each file once", async () => {
    folder = new Folder({ ".git/HEAD": "", ".gitignore": "build/\n", "build/a.py": dropout, "notes.txt": dropout });
    symlinkSync(folder.path, join(folder.path, "loop"));
    assert.deepEqual(await checked("build/a.py", "build", "./build/a.py", "notes.txt"), ["build/a.py", "notes.txt"]);
  });

  it("leaves out what is excluded", async () => {
    folder = new Folder({ "a.py": dropout, "old/a.py": dropout, "new/old/b.py": dropout, "new/c.py": dropout });
    assert.deepEqual(await checked("--exclude", "old"), ["a.py", "new/c.py"]);
    assert.deepEqual(await checked("--exclude", "new/*.py,a.py"), ["new/old/b.py"]);
    folder.write("pyproject.toml", '[tool.torch2ms]\nexclude = ["old/", "*/c.py"]\n');
    assert.deepEqual(await checked(), ["a.py"]);
  });

  it("takes settings from the nearest project that has them, and the command line before them", async () => {
    folder = new Folder({
      "pyproject.toml": '[tool.torch2ms]\ntarget-version = "1.10"\n',
      "inner/pyproject.toml": "[tool.other]\nx = 1\n",
      "inner/a.py": dropout,
    });
    const message = async (...args: string[]) => (await folder.entries(args))[0].message;
    assert.match(await message(), /keep_prob=0\.7/);
    assert.match(await message("--target-version", "2.10"), /p=0\.3/);
    folder.write("inner/pyproject.toml", '[tool.torch2ms]\ndevice = "CPU"\n');
    assert.match(await message(), /p=0\.3/);
  });

  it("says what is wrong with a project's settings, and exits with 2", async () => {
    folder = new Folder({ "a.py": dropout });
    const said = async (toml: string) => {
      folder.write("pyproject.toml", toml);
      const { status, stdout, stderr } = await folder.run(["check"]);
      assert.deepEqual([status, stdout], [2, ""]);
      return stderr;
    };
    assert.match(await said("[tool.torch2ms\n"), /^torch2ms: .*pyproject\.toml:1:\d+: /);
    assert.match(await said("[tool.torch2ms]\ntarget = 1\n"), /tool\.torch2ms\.target is not a setting/);
    assert.match(await said('[tool.torch2ms]\ndevices = "CPU"\n'), /did you mean device\?/);
    assert.match(await said("[tool.torch2ms]\ntarget-version = 2.7\n"), /must be one of "1\.10", /);
    assert.match(await said('[tool.torch2ms]\nselect = "dropout"\n'), /must be a list of strings/);
    assert.match(await said('[tool.torch2ms]\nignore = ["dropouts"]\n'), /did you mean dropout\?/);
    assert.match(await said("[tool]\ntorch2ms = 1\n"), /tool\.torch2ms is not a table/);
  });

  it("goes on where something cannot be read, and exits with 2", async () => {
    folder = new Folder({ "a.py": dropout });
    symlinkSync("b.py", join(folder.path, "b.py"));
    const { status, stdout, stderr } = await folder.run(["check", "missing.py", "b.py", "a.py"]);
    assert.equal(status, 2);
    assert.match(stdout, /Found 1 in 1 file/);
    assert.equal(stderr, "missing.py: no such file or folder\nb.py: too many symbolic links\n");
  });

  it("says that a file may not be read, or reads it as root may", async () => {
    folder = new Folder();
    folder.write("a.py", dropout, 0o000);
    const { status, stderr } = await folder.run(["check", "a.py"]);
    const expected = process.getuid?.() === 0 ? [1, ""] : [2, "a.py: permission denied\n"];
    assert.deepEqual([status, stderr], expected);
  });

  it("ends quietly when nobody reads on", async () => {
    folder = new Folder({ "a.py": dropout.repeat(3000) });
    const { stdout, stderr } = await folder.inShell(["check", "a.py"], "| head -c 100");
    assert.equal(stdout.length, 100);
    assert.equal(stderr, "");
  });
});
