import assert from "node:assert/strict";
import { Client } from "./client.ts";

const uri = "file:///nowhere/net.py";
const text = `from torch import nn
from torchvision.ops import roi_align

drop = nn.Dropout(0.3)
size = 1
`;

describe("server: hover, migrate, explain", () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
    client.open(uri, text);
  });
  after(() => client.stop());

  const hover = (line: number, character: number) =>
    client.request("textDocument/hover", { textDocument: { uri }, position: { line, character } });

  it("says at a finding what differs, and shows the rewrite", async () => {
    const { contents, range } = await hover(3, 12);
    assert.equal(contents.kind, "markdown");
    assert.match(contents.value, /torch\.nn\.Dropout → mindspore\.nn\.Dropout/);
    assert.match(contents.value, /^\+ drop = nn\.Dropout\(p=0\.3\)$/m);
    assert.deepEqual(range, { start: { line: 3, character: 7 }, end: { line: 3, character: 22 } });
  });

  it("is silent elsewhere, and about documents that it does not know", async () => {
    assert.equal(await hover(4, 1), null);
    const other = { textDocument: { uri: "file:///nowhere/else.py" }, position: { line: 0, character: 0 } };
    assert.equal(await client.request("textDocument/hover", other), null);
  });

  it("migrates a file without writing it", async () => {
    const fresh = "file:///nowhere/fresh.py";
    client.open(fresh, "from torch import nn\n\ndrop = nn.Dropout(0.3)\n");
    const migration = await client.request("torch2ms/migrate", { uri: fresh });
    assert.equal(migration.text, "from mindspore import nn\n\ndrop = nn.Dropout(p=0.3)\n");
    assert.equal(migration.summary.changes, 1);
    assert.deepEqual(migration.left, []);
    assert.equal(migration.unsafe.length, migration.summary.unsafe);
    assert.equal(await client.request("torch2ms/migrate", { uri: "file:///nowhere/else.py" }), null);
  });

  it("explains a rule, an API and a place", async () => {
    const explain = (question: object) => client.request("torch2ms/explain", question);
    assert.match((await explain({ name: "dropout-probability" })).markdown, /^# dropout-probability/);
    assert.match((await explain({ name: "torch.nn.Dropout" })).markdown, /keep_prob/);
    assert.equal(await explain({ name: "no-such-rule" }), null);
    const here = await explain({ uri, position: { line: 3, character: 12 } });
    assert.match(here.markdown, /^# dropout-probability[\s\S]*\+ drop = nn\.Dropout\(p=0\.3\)/);
    assert.equal(await explain({ uri, position: { line: 4, character: 0 } }), null);
  });
});
