// Bundles client, server and command line into dist/. Runs on plain Node, once the packages are installed.
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { indexed } from "./indexed.mjs";
import { lazyData } from "./lazy-data.mjs";
import { notices } from "./notices.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);

if (existsSync("scripts/generate.ts")) {
  const { status } = spawnSync(process.execPath, ["--import", "tsx", "scripts/generate.ts"], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

const shared = {
  ...{ bundle: true, platform: "node", target: "node20", metafile: true, logLevel: "warning" },
  plugins: [lazyData, indexed],
};

/** A CommonJS module for VS Code's own processes; `import.meta.url` has no counterpart there but the file's name. */
const forEditor = {
  ...shared,
  format: "cjs",
  external: ["vscode"],
  define: { "import.meta.url": "__moduleUrl" },
  banner: { js: 'const __moduleUrl = require("node:url").pathToFileURL(__filename).href;' },
};

/** A program; CommonJS packages inside it find `require` where they expect it. */
const forTerminal = {
  ...shared,
  format: "esm",
  banner: {
    js: [
      "#!/usr/bin/env node",
      'import { createRequire as __createRequire } from "node:module";',
      "const require = __createRequire(import.meta.url);",
    ].join("\n"),
  },
};

rmSync("dist", { recursive: true, force: true });
mkdirSync("dist");
const bundles = await Promise.all([
  build({ ...forEditor, entryPoints: ["client/node.ts"], outfile: "dist/client.cjs" }),
  build({ ...forEditor, entryPoints: ["server/node.ts"], outfile: "dist/server.cjs" }),
  build({ ...forTerminal, entryPoints: { cli: "cli/main.ts" }, outdir: "dist", splitting: true }),
]);
writeFileSync("dist/NOTICES.txt", notices(bundles.map(({ metafile }) => metafile)));
chmodSync("dist/cli.js", 0o755);
copyFileSync("node_modules/web-tree-sitter/web-tree-sitter.wasm", "dist/web-tree-sitter.wasm");
copyFileSync("node_modules/tree-sitter-python/tree-sitter-python.wasm", "dist/tree-sitter-python.wasm");
