import assert from "node:assert/strict";
import { Client, type Json } from "./client.ts";

const uri = "file:///nowhere/net.py";
const dropout = (diagnostics: Json[]) => diagnostics.filter(({ code }) => code === "dropout-probability");

describe("server: incremental sync", () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(async () => assert.equal(await client.stop(), 0));
  afterEach(() => {
    client.notify("textDocument/didClose", { textDocument: { uri } });
    client.received.length = 0;
  });

  it("counts in UTF-16 across emoji", async () => {
    client.open(uri, 'from torch import nn\nname = "🔥🔥"; drop = nn.Dropout(0.3)\n');
    const [before] = dropout(await client.pushed(uri, 1));
    assert.deepEqual(before.range.start, { line: 1, character: 22 });
    client.change(uri, 2, [1, 8, 1, 12, "🔥"]);
    const [after] = dropout(await client.pushed(uri, 2));
    assert.deepEqual(after.range, { start: { line: 1, character: 20 }, end: { line: 1, character: 35 } });
  });

  it("follows edits in files with CRLF, at the ends of lines too", async () => {
    client.open(uri, "from torch import nn\r\na = nn.Dropout(0.3)\r\n");
    client.change(uri, 2, [1, 19, 1, 19, "\r\nb = nn.Dropout(0.4)"], [0, 500, 0, 500, "\r\nimport torch"]);
    const found = dropout(await client.pushed(uri, 2));
    assert.deepEqual(
      found.map(({ range }) => [range.start.line, range.start.character, range.end.character]),
      [
        [2, 4, 19],
        [3, 4, 19],
      ],
    );
    client.change(uri, 3, [1, 0, 2, 0, ""]);
    const lines = dropout(await client.pushed(uri, 3)).map(({ range }) => range.start.line);
    assert.deepEqual(lines, [1, 2]);
  });

  it("takes lone carriage returns for line ends", async () => {
    client.open(uri, "from torch import nn\r# layers\ra = nn.Dropout(0.3)\r");
    assert.equal(dropout(await client.pushed(uri, 1))[0].range.start.line, 2);
    client.change(uri, 2, [1, 8, 2, 0, "\nb = nn.Dropout(0.4)\n"]);
    const lines = dropout(await client.pushed(uri, 2)).map(({ range }) => range.start.line);
    assert.deepEqual(lines, [2, 3]);
  });

  it("takes a whole new text", async () => {
    client.open(uri, "x = 1\n");
    const contentChanges = [{ text: "from torch import nn\nnn.Dropout(0.3)\n" }];
    client.notify("textDocument/didChange", { textDocument: { uri, version: 2 }, contentChanges });
    assert.equal(dropout(await client.pushed(uri, 2)).length, 1);
  });

  it("ends in what a fresh parse gives after many edits", async () => {
    const text =
      "from torch import nn\n\n\nclass Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n";
    client.open(uri, text);
    const lines: string[] = [];
    for (let version = 2; version <= 40; version++) {
      const line = `        self.l${version} = nn.Dropout(0.${version})  # é🔥\n`;
      lines.unshift(line);
      client.change(uri, version, [6, 0, 6, 0, line]);
    }
    const incremental = await client.pushed(uri, 40);
    client.notify("textDocument/didClose", { textDocument: { uri } });
    client.open(uri, text + lines.join(""), 100);
    assert.deepEqual(await client.pushed(uri, 100), incremental);
    assert.equal(dropout(incremental).length, 39);
  });
});
