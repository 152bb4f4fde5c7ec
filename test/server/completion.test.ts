import assert from "node:assert/strict";
import { RULES } from "../../engine/index.ts";
import { Client } from "./client.ts";

const uri = "file:///nowhere/net.py";

describe("server: completion", () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  /** The labels offered at the | of a line that stands among others. */
  const offered = async (marked: string): Promise<string[]> => {
    const character = marked.indexOf("|");
    client.open(uri, `import torch\n${marked.replace("|", "")}\nx = 1\n`);
    const position = { line: 1, character };
    const items = await client.request("textDocument/completion", { textDocument: { uri }, position });
    return items.map(({ label }: { label: string }) => label);
  };

  it("names the rules inside the brackets of a comment, those not named yet", async () => {
    assert.deepEqual(
      await offered("nn.Dropout(0.3)  # torch2ms: ignore[|"),
      RULES.map(({ name }) => name),
    );
    const rest = await offered("# torch2ms: ignore-file[dropout-probability, mapped|]");
    assert.ok(rest.includes("mapped-api") && !rest.includes("dropout-probability"));
  });

  it("names the directives before them", async () => {
    assert.deepEqual(await offered("x = 2  # torch2ms: |"), ["ignore", "ignore-file"]);
  });

  it("offers nothing elsewhere", async () => {
    assert.deepEqual(await offered("torch.|"), []);
    assert.deepEqual(await offered("# torch2ms: ignore[mapped-api] |"), []);
    assert.deepEqual(await offered("x = ignore[|"), []);
  });
});
