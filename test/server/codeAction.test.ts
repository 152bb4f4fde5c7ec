import assert from "node:assert/strict";
import { edited } from "./actions.ts";
import { CAPABILITIES, Client, type Json } from "./client.ts";

const model = `import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.drop = nn.Dropout(0.3)  # first
        self.late = nn.Dropout(0.4)

    def forward(self, x):
        return self.late(self.drop(x))


def train(net, loader, loss_fn):
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
    for images, labels in loader:
        optimizer.zero_grad()
        loss = loss_fn(net(images), labels)
        loss.backward()
        optimizer.step()
`;
const habit = "from mindspore import nn\n\nhead = nn.Dense(16, 10, False)\n";
const cell = `import mindspore as ms
from torch import nn


class Net(ms.nn.Cell):
    def __init__(self):
        super().__init__()
        self.drop = nn.Dropout(0.3)
`;

describe("server: code actions", () => {
  let client: Client;
  let number = 0;
  before(async () => {
    client = await Client.start(CAPABILITIES, { clientCommands: ["torch2ms.explain", "torch2ms.migrateFile"] });
  });
  after(() => client.stop());

  const opened = (text: string): string => {
    const uri = `file:///nowhere/${++number}.py`;
    client.open(uri, text);
    return uri;
  };
  const offered = (uri: string, text: string, at: string, only?: string[]): Promise<Json[]> => {
    const offset = text.indexOf(at);
    const line = text.slice(0, offset).split("\n").length - 1;
    const place = { line, character: offset - text.lastIndexOf("\n", offset - 1) };
    return client.request("textDocument/codeAction", {
      textDocument: { uri },
      range: { start: place, end: place },
      context: { diagnostics: [], only },
    });
  };
  const titled = (actions: Json[], title: RegExp) => {
    const action = actions.find((candidate) => title.test(candidate.title));
    assert.ok(action, `${title} is none of\n${actions.map((candidate) => candidate.title).join("\n")}`);
    return action;
  };
  const applied = async (text: string, action: Json) =>
    edited(text, await client.request("codeAction/resolve", action));

  it("offers the quick fixes of a finding in a torch class in their order, without edits", async () => {
    const actions = await offered(opened(model), model, "Dropout(0.3)", ["quickfix"]);
    const patterns = [
      /^Migrate Net \(\d+ changes/,
      /^Rewrite all 2 `dropout-probability` in this file \(unsafe: Net is still a torch Module\)$/,
      /^Rewrite only this call as ms\.nn\.Dropout\(p=0\.3\) \(unsafe: Net is still a torch Module\)$/,
      /^Ignore `dropout-probability` on this line$/,
      /^Explain `dropout-probability`$/,
    ];
    assert.equal(actions.length, patterns.length);
    for (const [index, pattern] of patterns.entries()) assert.match(actions[index].title, pattern);
    assert.ok(actions.every(({ edit, kind }) => !edit && kind === "quickfix"));
    assert.equal(actions[2].isPreferred, undefined);
    assert.equal(actions[0].diagnostics[0].code, "dropout-probability");
    assert.deepEqual(actions[4].command.arguments, ["dropout-probability"]);
  });

  it("migrates the class", async () => {
    const uri = opened(model);
    const action = titled(await offered(uri, model, "Dropout(0.3)", ["quickfix"]), /^Migrate Net/);
    const resolved = await client.request("codeAction/resolve", action);
    assert.deepEqual(resolved.edit.documentChanges[0].textDocument, { uri, version: 1 });
    const text = edited(model, resolved);
    assert.match(text, /class Net\(ms\.nn\.Cell\):/);
    assert.match(text, /self\.drop = ms\.nn\.Dropout\(p=0\.3\) {2}# first/);
    assert.match(text, /def construct\(self, x\):/);
    assert.match(text, /loss\.backward\(\)/);
  });

  it("rewrites one call, and all of a rule", async () => {
    const actions = await offered(opened(model), model, "Dropout(0.3)", ["quickfix"]);
    const one = await applied(model, titled(actions, /^Rewrite only this call/));
    const expected = model
      .replace("import torch\n", "import mindspore as ms\nimport torch\n")
      .replace("nn.Dropout(0.3)", "ms.nn.Dropout(p=0.3)");
    assert.equal(one, expected);
    const all = await applied(model, titled(actions, /^Rewrite all 2/));
    assert.equal(all, expected.replace("nn.Dropout(0.4)", "ms.nn.Dropout(p=0.4)"));
  });

  it("ignores a finding by a comment, beside comments that are there", async () => {
    const uri = opened(model);
    const ignore = titled(await offered(uri, model, "Dropout(0.3)", ["quickfix"]), /^Ignore/);
    const text = await applied(model, ignore);
    assert.match(text, /nn\.Dropout\(0\.3\) {2}# first {2}# torch2ms: ignore\[dropout-probability\]\n/);
    assert.ok(!(await offered(opened(text), text, "Dropout(0.3)")).some(({ title }) => /^Ignore/.test(title)));

    const listed = model.replace("# first", "# torch2ms: ignore[mapped-api]");
    const again = titled(await offered(opened(listed), listed, "Dropout(0.3)"), /^Ignore/);
    assert.match(await applied(listed, again), /# torch2ms: ignore\[mapped-api, dropout-probability\]\n/);
  });

  it("offers the call alone without a warning where a Cell is around it", async () => {
    const actions = await offered(opened(cell), cell, "Dropout(0.3)", ["quickfix"]);
    const action = titled(actions, /^Rewrite as ms\.nn\.Dropout\(p=0\.3\)/);
    assert.doesNotMatch(action.title, /torch Module/);
    // Nothing of torch is left after it: the imports change as well.
    const finished = cell
      .replace("import mindspore as ms\nfrom torch import nn\n", "from mindspore import nn\n")
      .replace("ms.nn.Cell", "nn.Cell")
      .replace("nn.Dropout(0.3)", "nn.Dropout(p=0.3)");
    assert.equal(await applied(cell, action), finished);
  });

  it("offers to rewrite the class or the training step at the cursor, and the file", async () => {
    const uri = opened(model);
    const kinds = (actions: Json[]) => actions.map(({ kind }) => kind);
    const inClass = await offered(uri, model, "super()", ["refactor"]);
    assert.deepEqual(kinds(inClass), ["refactor.rewrite.torch2ms.class", "refactor.rewrite.torch2ms.file"]);
    assert.equal(inClass[1].title, "Migrate this file…");
    assert.deepEqual(inClass[1].command.arguments, [uri]);
    const [step, ...rest] = await offered(uri, model, "backward", ["refactor.rewrite.torch2ms.step"]);
    assert.equal(rest.length, 0);
    const text = await applied(model, step);
    assert.match(text, /value_and_grad/);
    assert.doesNotMatch(text, /backward\(\)/);
    assert.match(text, /class Net\(nn\.Module\)/);
    assert.deepEqual(await offered(uri, model, "super()", ["refactor.rewrite.torch2ms.step"]), []);
  });

  it("migrates the file as a source action", async () => {
    const [action, ...rest] = await offered(opened(model), model, "import", ["source.migrate.torch2ms"]);
    assert.equal(rest.length, 0);
    assert.doesNotMatch(await applied(model, action), /torch/);
  });

  it("changes nothing by fixAll in a file that has to do with torch", async () => {
    const mixed = `import torch\n${habit}`;
    for (const text of [model, mixed, `def f():\n    from torch import nn\n\n\n${habit}`])
      assert.deepEqual(await offered(opened(text), text, "import", ["source.fixAll"]), []);
  });

  it("repairs habits in MindSpore files, by fixAll only what is proven", async () => {
    const uri = opened(habit);
    const [action] = await offered(uri, habit, "Dense", ["quickfix"]);
    assert.match(action.title, /^Rewrite as nn\.Dense\(16, 10, has_bias=False\)/);
    assert.equal(await applied(habit, action), habit.replace("False", "has_bias=False"));
    const fixes = await offered(uri, habit, "import", ["source.fixAll.torch2ms"]);
    assert.equal(fixes.length, action.isPreferred ? 1 : 0);
    if (fixes.length) assert.equal(await applied(habit, fixes[0]), habit.replace("False", "has_bias=False"));
  });

  it("refuses to resolve what was offered for an earlier version", async () => {
    const uri = opened(model);
    const [action] = await offered(uri, model, "Dropout(0.3)", ["quickfix"]);
    client.change(uri, 2, [0, 0, 0, 0, "\n"]);
    const { error, result } = await client.ask("codeAction/resolve", action);
    assert.equal(result, undefined);
    assert.equal(error.code, -32801);
  });
});

describe("server: code actions for a client that cannot resolve, run commands or keep versions", () => {
  it("sends edits at once, and no commands", async () => {
    const { codeActionLiteralSupport } = CAPABILITIES.textDocument.codeAction;
    const client = await Client.start({ textDocument: { codeAction: { codeActionLiteralSupport } } });
    const uri = "file:///nowhere/net.py";
    client.open(uri, model);
    const actions: Json[] = await client.request("textDocument/codeAction", {
      textDocument: { uri },
      range: { start: { line: 7, character: 25 }, end: { line: 7, character: 25 } },
      context: { diagnostics: [] },
    });
    assert.ok(actions.length >= 6);
    for (const { edit, command, data } of actions) {
      assert.ok(edit.changes[uri].length > 0);
      assert.equal(command, undefined);
      assert.equal(data, undefined);
    }
    await client.stop();
  });
});
