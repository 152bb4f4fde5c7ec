import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../../proof/", import.meta.url);

/** The SHA-256 of the Python that proves: evidence from another harness is not current. */
export function harnessHash(): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith(".py"))
    .sort()) {
    hash.update(`${name}\n`).update(readFileSync(new URL(name, folder), "utf8").replaceAll("\r\n", "\n"));
  }
  return hash.digest("hex");
}
