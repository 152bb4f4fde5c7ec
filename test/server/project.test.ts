import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CAPABILITIES, Client } from "./client.ts";

const text = "from torch import nn\n\ndrop = nn.Dropout(0.3)\n";

describe("server: [tool.torch2ms]", () => {
  const folder = mkdtempSync(join(tmpdir(), "torch2ms-"));
  const project = join(folder, "pyproject.toml");
  const uri = (path: string) => pathToFileURL(join(folder, path)).href;
  let client: Client;
  after(async () => {
    await client.stop();
    rmSync(folder, { recursive: true });
  });

  it("wins over the editor, may leave files out, is followed when it changes, and may be wrong", async () => {
    mkdirSync(join(folder, "old"));
    writeFileSync(project, '[tool.torch2ms]\ntarget-version = "2.7"\nexclude = ["old"]\n');
    client = await Client.start(CAPABILITIES, { targetVersion: "2.10" });
    client.open(uri("net.py"), text);
    client.open(uri("old/net.py"), text);
    assert.equal((await client.told("torch2ms/status")).target.mindspore, "2.7");
    assert.deepEqual(await client.pushed(uri("old/net.py"), 1), []);

    writeFileSync(project, '[tool.torch2ms]\ntarget-version = "2.9"\n');
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: uri("pyproject.toml"), type: 2 }] });
    await client.told("torch2ms/status", ({ target }) => target.mindspore === "2.9");

    writeFileSync(project, '[tool.torch2ms]\nselect = ["dropout-probabilty"]\n');
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: uri("pyproject.toml"), type: 2 }] });
    const { message } = await client.told("window/showMessage");
    assert.match(message, /no rule or category is called "dropout-probabilty"; did you mean dropout-probability\?/);
    await client.told("torch2ms/status", ({ target }) => target.mindspore === "2.10");
  });
});
