// Builds and packs the extension: torch2ms-<version>.vsix in the repository's root.
import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const LIMIT = 3 * 1024 * 1024; // bytes of the packed extension

const root = fileURLToPath(new URL("..", import.meta.url));
const vsce = createRequire(import.meta.url).resolve("@vscode/vsce/vsce");

for (const args of [
  ["scripts/build.mjs"],
  [vsce, "package", "--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links"],
]) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

const { version } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
const { size } = statSync(`${root}torch2ms-${version}.vsix`);
if (size > LIMIT) {
  console.error(`The packed extension has ${size} bytes, more than ${LIMIT}.`);
  process.exit(1);
}
