// Builds and packs the extension: torch2ms-<version>.vsix in the repository's root.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const vsce = createRequire(import.meta.url).resolve("@vscode/vsce/vsce");

for (const args of [
  ["scripts/build.mjs"],
  [vsce, "package", "--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links"],
]) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
