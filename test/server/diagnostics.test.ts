import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { bundled } from "../cli/bundle.ts";
import { CAPABILITIES, Client, type Json, PULLING } from "./client.ts";

const uri = "file:///nowhere/net.py";
const text = `import torch
from torch import nn

x = torch.relu(torch.ones(2)).to("cuda")
drop = nn.Dropout(0.3)
`;
const codes = (diagnostics: Json[]) => diagnostics.map(({ code }) => code);
const pull = (client: Client, previousResultId?: string) =>
  client.request("textDocument/diagnostic", { textDocument: { uri }, previousResultId });

describe("server: diagnostics", () => {
  let client: Client;
  afterEach(async () => assert.equal(await client.stop(), 0));

  it("pushes to clients that do not pull, with all that they can show", async () => {
    client = await Client.start();
    client.open(uri, text);
    const diagnostics = await client.pushed(uri, 1);
    const dropout = diagnostics.find(({ code }) => code === "dropout-probability");
    assert.equal(dropout.severity, 2);
    assert.equal(dropout.source, "torch2ms");
    assert.match(dropout.message, /Write p=0\.3/);
    assert.match(dropout.codeDescription.href, /^https:.*docs\/rules\/dropout-probability\.md$/);
    const faded = diagnostics.filter(({ tags }) => tags?.includes(1));
    assert.ok(faded.length > 0 && faded.every(({ severity }) => severity === 4));
  });

  it("skips superseded versions and never falls behind", async () => {
    client = await Client.start();
    client.open(uri, text);
    await client.pushed(uri, 1);
    client.received.length = 0;
    for (let version = 2; version <= 200; version++) client.change(uri, version, [4, 22, 4, 22, " "]);
    await client.pushed(uri, 200);
    const published = client.received.filter(({ method }) => method === "textDocument/publishDiagnostics");
    assert.ok(published.length < 100, `${published.length} of 199 versions were published`);
  });

  it("clears what it published when a document is closed", async () => {
    client = await Client.start();
    client.open(uri, text);
    await client.pushed(uri, 1);
    client.notify("textDocument/didClose", { textDocument: { uri } });
    const { diagnostics } = await client.told(
      "textDocument/publishDiagnostics",
      ({ version }) => version === undefined,
    );
    assert.deepEqual(diagnostics, []);
  });

  it("takes a file whose URI names nothing on this machine as one that stands alone", async () => {
    client = await Client.start();
    for (const odd of ["file://elsewhere/net.py", "file:///no%ZZwhere/net.py", "untitled:net.py"]) {
      client.open(odd, text);
      assert.ok(codes(await client.pushed(odd, 1)).includes("dropout-probability"), odd);
    }
  });

  it("serves files named as Python's where the editor sends no language", async () => {
    client = await Client.start();
    client.notify("textDocument/didOpen", { textDocument: { uri, languageId: "", version: 1, text } });
    assert.ok(codes(await client.pushed(uri, 1)).includes("dropout-probability"));
  });

  it("leaves other schemes, other languages and files of neither framework alone", async () => {
    client = await Client.start();
    client.open("git:/nowhere/net.py", text);
    client.open("torch2ms-preview:/nowhere/net.py", text);
    client.notify("textDocument/didOpen", {
      textDocument: { uri: "file:///nowhere/readme.md", languageId: "markdown", version: 1, text },
    });
    client.open("file:///nowhere/plain.py", "x = 1\n");
    assert.deepEqual(await client.pushed("file:///nowhere/plain.py", 1), []);
    const uris = client.received.map(({ method, params }) => `${method} ${params.uri}`);
    assert.ok(!uris.some((line) => /git:|torch2ms-preview:|readme/.test(line)));
    assert.ok(!uris.some((line) => line.startsWith("torch2ms/status")));
  });

  it("answers pulls, and pushes nothing then", async () => {
    client = await Client.start(PULLING);
    client.open(uri, text);
    const first = await pull(client);
    assert.equal(first.kind, "full");
    assert.ok(codes(first.items).includes("dropout-probability"));
    const second = await pull(client, first.resultId);
    assert.deepEqual(second, { kind: "unchanged", resultId: first.resultId });
    client.change(uri, 2, [4, 18, 4, 21, "0.4"]);
    const third = await pull(client, first.resultId);
    assert.equal(third.kind, "full");
    assert.ok(!client.received.some(({ method }) => method === "textDocument/publishDiagnostics"));
  });

  it("asks to pull again when settings change", async () => {
    client = await Client.start(PULLING);
    client.open(uri, text);
    const all = await pull(client);
    client.settings = { show: "traps" };
    client.notify("workspace/didChangeConfiguration", { settings: null });
    await client.told("workspace/diagnostic/refresh");
    const traps = await pull(client, all.resultId);
    assert.deepEqual(codes(traps.items), ["dropout-probability"]);
  });

  it("shows what the settings ask for", async () => {
    client = await Client.start(PULLING, undefined, { show: "changes" });
    client.open(uri, text);
    const { items } = await pull(client);
    assert.ok(items.length > 0 && items.every(({ severity }: Json) => severity < 4));
    client.settings = { enable: false };
    client.notify("workspace/didChangeConfiguration", { settings: null });
    await client.told("workspace/diagnostic/refresh");
    assert.deepEqual((await pull(client)).items, []);
  });

  it("takes initializationOptions where the client answers null to workspace/configuration", async () => {
    client = await Client.start(CAPABILITIES, { show: "traps", ignore: ["dropout"] });
    client.open(uri, text);
    assert.deepEqual(await client.pushed(uri, 1), []);
  });

  it("serves a client that can do next to nothing", async () => {
    client = await Client.start({});
    client.open(uri, text);
    const { diagnostics } = await client.told("textDocument/publishDiagnostics");
    assert.ok(codes(diagnostics).includes("dropout-probability"));
    assert.ok(diagnostics.every((d: Json) => !d.tags && !d.codeDescription && !d.relatedInformation));
    client.notify("workspace/didChangeConfiguration", { settings: { torch2ms: { show: "traps" } } });
    await client.told("textDocument/publishDiagnostics", (params) => params.diagnostics.length === 1);
    const hover = await client.request("textDocument/hover", {
      textDocument: { uri },
      position: { line: 4, character: 12 },
    });
    assert.equal(hover.contents.kind, "plaintext");
    assert.doesNotMatch(hover.contents.value, /```|\*\*/);
  });

  it("tells target and counts, hints left out", async () => {
    client = await Client.start(CAPABILITIES, { targetVersion: "2.7", device: "CPU" });
    client.open(uri, text);
    const status = await client.told("torch2ms/status");
    assert.deepEqual(status.target, { mindspore: "2.7", device: "CPU" });
    assert.equal(status.version, 1);
    const counting = (await client.pushed(uri, 1)).filter(({ severity }) => severity < 4);
    assert.equal(status.count, counting.length);
    assert.equal(status.byCategory.dropout, 1);
  });
});

describe("server: process", () => {
  it("is what `torch2ms server --stdio` runs", async () => {
    const client = new Client(await bundled("cli/main.ts"), ["server"]);
    const { serverInfo, capabilities } = await client.request("initialize", { processId: null, capabilities: {} });
    assert.equal(serverInfo.name, "torch2ms");
    assert.equal(capabilities.positionEncoding, "utf-16");
    assert.equal(capabilities.diagnosticProvider, undefined);
    assert.equal(await client.stop(), 0);
  });

  it("ends with 1 on exit without shutdown", async () => {
    const client = await Client.start();
    client.notify("exit", null);
    assert.equal(await client.exited(), 1);
  });

  it("ends when its input is closed", async () => {
    const client = await Client.start();
    client.closeInput();
    const ended = await Promise.race([client.exited().then(() => true), pause(10_000, false, { ref: false })]);
    assert.ok(ended);
  });
});
