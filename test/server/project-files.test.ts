import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Client, type Json, PULLING } from "./client.ts";

const BASE = "import torch.nn as nn\nclass Block(nn.Module):\n    def forward(self, x):\n        return x\n";
const NET = "from base import Block\nclass Net(Block):\n    def forward(self, x):\n        return x.size(0)\n";

const KNOWN = ["module-class", "tensor-size"];

describe("server: files of a project", () => {
  const folder = mkdtempSync(join(tmpdir(), "torch2ms-"));
  const uri = (path: string) => pathToFileURL(join(folder, path)).href;
  const rules = (diagnostics: Json): string[] => diagnostics.map(({ code }: Json) => code);
  const clients: Client[] = [];
  beforeEach(() => {
    mkdirSync(join(folder, "env/lib"), { recursive: true });
    writeFileSync(join(folder, "base.py"), BASE);
    writeFileSync(join(folder, "pyproject.toml"), "");
    writeFileSync(join(folder, "env/pyvenv.cfg"), "");
    writeFileSync(join(folder, "env/lib/hidden.py"), BASE);
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.stop();
  });
  after(() => rmSync(folder, { recursive: true }));

  async function started(capabilities?: Json): Promise<Client> {
    const client = await Client.start(capabilities);
    clients.push(client);
    return client;
  }

  /** What is said of a file after something was done, once it is this; a server that never says it runs into the test's end. */
  async function becomes(client: Client, path: string, expected: string[], action: () => void): Promise<void> {
    client.received.length = 0;
    action();
    await client.told(
      "textDocument/publishDiagnostics",
      (params) => params.uri === uri(path) && rules(params.diagnostics).join() === expected.join(),
    );
  }

  it("are known to each other from disk and from the editor, whichever is newer", async () => {
    const client = await started();
    const close = { textDocument: { uri: uri("base.py") } };
    await becomes(client, "net.py", KNOWN, () => client.open(uri("net.py"), NET));
    await becomes(client, "net.py", [], () => client.open(uri("base.py"), "class Block:\n    pass\n"));
    await becomes(client, "net.py", KNOWN, () => client.change(uri("base.py"), 2, [0, 0, 2, 0, BASE]));
    await becomes(client, "net.py", [], () => client.change(uri("base.py"), 3, [0, 0, 1, 0, ""]));
    await becomes(client, "net.py", KNOWN, () => client.notify("textDocument/didClose", close));
  });

  it("are looked at again when they come, change or go on disk", async () => {
    const client = await started();
    const changed = (type: number) =>
      client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: uri("other.py"), type }] });
    await becomes(client, "net.py", [], () => client.open(uri("net.py"), NET.replace("base", "other")));
    writeFileSync(join(folder, "other.py"), BASE);
    await becomes(client, "net.py", KNOWN, () => changed(1));
    writeFileSync(join(folder, "other.py"), "Block = 3\n");
    await becomes(client, "net.py", [], () => changed(2));
    writeFileSync(join(folder, "other.py"), BASE);
    await becomes(client, "net.py", KNOWN, () => changed(2));
    rmSync(join(folder, "other.py"));
    await becomes(client, "net.py", [], () => changed(3));
  });

  it("make an editor that pulls ask again", async () => {
    const client = await started(PULLING);
    client.open(uri("net.py"), NET);
    client.open(uri("base.py"), BASE);
    const pull = (path: string) => client.request("textDocument/diagnostic", { textDocument: { uri: uri(path) } });
    assert.deepEqual(rules((await pull("net.py")).items), KNOWN);
    client.change(uri("base.py"), 2, [0, 0, 1, 0, ""]);
    await pull("base.py");
    await client.told("workspace/diagnostic/refresh");
    assert.deepEqual(rules((await pull("net.py")).items), []);
  });

  it("are not looked for in virtual environments", async () => {
    const client = await started();
    client.open(uri("net.py"), NET.replace("base", "env.lib.hidden"));
    assert.deepEqual(rules(await client.pushed(uri("net.py"), 1)), []);
  });
});
