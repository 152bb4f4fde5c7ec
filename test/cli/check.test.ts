import assert from "node:assert/strict";
import { Folder } from "./folder.ts";

const model = `import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.drop = nn.Dropout(0.3)

    def forward(self, x):
        return torch.relu(self.drop(x))
`;
const clean = "import os\n\nprint(os.name)\n";
const dropout = "from torch import nn\n\ndrop = nn.Dropout(0.3)\n";

describe("torch2ms check", () => {
  let folder: Folder;
  const within = (files: ConstructorParameters<typeof Folder>[0]) => {
    folder = new Folder(files);
    return folder;
  };
  afterEach(() => folder.remove());

  it("shows findings as a person reads them, and exits with 1", async () => {
    const { status, stdout, stderr } = await within({ "net/model.py": model }).run(["check", "net"]);
    assert.equal(status, 1);
    assert.equal(stderr, "");
    const [place, , line, marks] = stdout.slice(stdout.indexOf("net/model.py:8:")).split("\n");
    assert.match(place, /^net\/model\.py:8:21: dropout-probability {2}MindSpore's Dropout .* Write p=0\.3\.$/);
    assert.equal(line, "8 |         self.drop = nn.Dropout(0.3)");
    assert.match(marks, /^ {2}\| {21}\^{15} ms\.nn\.Dropout\(p=0\.3\) {3}(safe|unsafe)/);
    assert.match(stdout, /\nFound \d+ in 1 file: \d+ can be fixed \(torch2ms fix\).*\.\n$/);
    assert.ok(!stdout.includes("\u001b"));
  });

  it("exits with 0 when nothing is to do, and says so", async () => {
    const outcome = await within({ "a.py": clean }).run(["check"]);
    assert.deepEqual(outcome, { status: 0, stdout: "Nothing to do.\n", stderr: "" });
  });

  it("neither prints nor counts hints unless asked, and then does not count them", async () => {
    const hints = "from torch import nn\n\nact = nn.ReLU()\n";
    const silent = await within({ "a.py": hints }).run(["check"]);
    assert.deepEqual([silent.status, silent.stdout], [0, "Nothing to do.\n"]);
    const { status, stdout } = await folder.run(["check", "--show", "all"]);
    assert.equal(status, 0);
    assert.match(stdout, /^a\.py:3:7: mapped-api/m);
    assert.match(stdout, /Nothing to do\.\n$/);
  });

  it("shows only silent traps when asked", async () => {
    const entries = await within({ "model.py": model }).entries(["--show", "traps"]);
    assert.ok(entries.length > 0 && entries.every(({ effect }) => effect === "silent"));
  });

  it("counts per rule and per system, and exits with 0 when told to", async () => {
    const { status, stdout } = await within({ "model.py": model }).run(["check", "--statistics", "--exit-zero"]);
    assert.equal(status, 0);
    assert.match(stdout, /count {2}rule\n(.*\n)* +1 {2}dropout-probability\n/);
    assert.match(stdout, /count {2}system\n(.*\n)* +1 {2}dropout\n/);
  });

  it("keeps its promise of a JSON form", async () => {
    const [entry, ...rest] = await within({ "a.py": `x = "🔥é"; ${dropout.slice(0, 20)}\n${dropout}` }).entries([
      "a.py",
    ]);
    assert.equal(rest.length, 0);
    const { fix, evidence, message, ...others } = entry;
    assert.deepEqual(others, {
      file: "a.py",
      start: { line: 4, column: 8 },
      end: { line: 4, column: 23 },
      rule: "dropout-probability",
      category: "dropout",
      verdict: "adapted",
      effect: "silent",
      severity: "warning",
      url: "https://github.com/torch2ms/torch2ms/blob/main/docs/rules/dropout-probability.md",
    });
    assert.match(message, /p=0\.3/);
    assert.deepEqual(Object.keys(fix), ["title", "applicability", "unit", "edits"]);
    assert.ok(["safe", "unsafe"].includes(fix.applicability));
    assert.ok(fix.edits.every((edit: object) => Object.keys(edit).join() === "start,end,text"));
    assert.ok(evidence === null || evidence.cases > 0);
    assert.ok("evidence" in entry);
  });

  it("counts columns in characters", async () => {
    const [{ start, end }] = await within({
      "a.py": 'from torch import nn\na = "🔥🔥é"; b = nn.Dropout(0.3)\n',
    }).entries([]);
    assert.deepEqual(
      [start, end],
      [
        { line: 2, column: 16 },
        { line: 2, column: 31 },
      ],
    );
  });

  it("prints an empty array when nothing is found", async () => {
    assert.deepEqual(await within({ "a.py": clean }).entries([]), []);
  });

  it("selects and ignores rules and categories", async () => {
    within({ "model.py": model });
    const rules = async (...args: string[]) => (await folder.entries(args)).map(({ rule }) => rule);
    assert.deepEqual(await rules("--select", "dropout-probability"), ["dropout-probability"]);
    assert.deepEqual(await rules("--select", "dropout"), ["dropout-probability"]);
    const others = await rules("--ignore", "dropout,module-class");
    assert.ok(!others.includes("dropout-probability") && !others.includes("module-class"));
  });

  it("reads standard input under the name that it is given", async () => {
    within({ "sub/pyproject.toml": '[tool.torch2ms]\nignore = ["dropout"]\n' });
    const [entry] = await folder.entries(["-", "--stdin-filename", "new.py"], dropout);
    assert.equal(entry.file, "new.py");
    assert.deepEqual(await folder.entries(["-", "--stdin-filename", "sub/new.py"], dropout), []);
    assert.match((await folder.run(["check", "-"], dropout)).stdout, /^<stdin>:3:8: /);
  });

  it("says that a comment silences what is no rule, and shows the finding", async () => {
    const comment = "# torch2ms: ignore[padding, dropout-probabilty]";
    within({ "a.py": `${dropout.trimEnd()}  ${comment}\n` });
    const { status, stdout, stderr } = await folder.run(["check", "a.py"]);
    assert.equal(status, 1);
    assert.match(stdout, /Found 1 in 1 file/);
    const message = 'no rule or category is called "dropout-probabilty"; did you mean dropout-probability?';
    assert.equal(stderr, `a.py:${dropout.trimEnd().split("\n").length}: ${message}\n`);
  });

  it("says what a wrong use is, and exits with 2", async () => {
    within({ "a.py": dropout });
    const said = async (...args: string[]) => {
      const { status, stderr, stdout } = await folder.run(args);
      assert.deepEqual([status, stdout], [2, ""]);
      assert.doesNotMatch(stderr, /^\s+at /m);
      return stderr;
    };
    assert.match(await said("check", "--select", "dropout-probabilty"), /did you mean dropout-probability\?/);
    assert.match(await said("check", "--ignore", "qqqq"), /--ignore: no rule or category is called "qqqq"$/m);
    assert.match(await said("check", "--target-version", "3.0"), /Allowed choices are 1\.10/);
    assert.match(await said("chek"), /unknown command/);
    assert.match(await said("check", "--nope"), /unknown option/);
  });

  it("colours where it is asked to, and never where it is asked not to", async () => {
    folder = new Folder({ "a.py": "from torch import nn\nnn.Dropout(0.3)\n" });
    const isColoured = async (variables: NodeJS.ProcessEnv) =>
      (await folder.run(["check", "a.py"], "", variables)).stdout.includes("\x1b[");
    assert.equal(await isColoured({}), false);
    assert.equal(await isColoured({ CI: "true" }), false);
    assert.equal(await isColoured({ FORCE_COLOR: "1" }), true);
    assert.equal(await isColoured({ FORCE_COLOR: "1", NO_COLOR: "1" }), false);
  });

  it("tells version and usage", async () => {
    within({});
    assert.match((await folder.run(["--version"])).stdout, /^\d+\.\d+\.\d+\n$/);
    const { status, stdout } = await folder.run(["check", "--help"]);
    assert.equal(status, 0);
    assert.match(stdout, /--statistics/);
  });

  it("explains rules and APIs, and helps with names that it does not know", async () => {
    within({});
    assert.match((await folder.run(["explain", "dropout-probability"])).stdout, /^# dropout-probability/);
    for (const name of ["torch.nn.Dropout", "nn.Dropout", "Dropout"])
      assert.match((await folder.run(["explain", name])).stdout, /torch\.nn\.Dropout → mindspore\.nn\.Dropout/);
    const { status, stderr } = await folder.run(["explain", "torch.nn.Dropuot"]);
    assert.equal(status, 2);
    assert.match(stderr, /^torch2ms: nothing is known of "torch\.nn\.Dropuot"; did you mean torch\.nn\.Dropout/);
    for (const [name, meant] of [
      ["nn.Dropuot", "torch.nn.Dropout?"],
      ["x.view", "torch.Tensor.view?"],
    ])
      assert.match(
        (await folder.run(["explain", name])).stderr,
        new RegExp(`did you mean ${meant.replaceAll(/[.?]/g, "\\$&")}`),
      );
    const unlike = await folder.run(["explain", ""]);
    assert.equal(unlike.stderr, 'torch2ms: nothing is known of ""\n');
  });
});
