import { strict as assert } from "node:assert";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { generated } from "../../scripts/generate.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

describe("documentation", () => {
  it("is what the pages say; `npm run generate` writes it", async function () {
    this.timeout(120_000); // every example of every page is migrated
    const files = [...(await generated())];
    const stale = files.filter(
      ([path, text]) => !existsSync(root + path) || readFileSync(root + path, "utf8") !== text,
    );
    assert.deepEqual(
      stale.map(([path]) => path),
      [],
    );
  });
});
