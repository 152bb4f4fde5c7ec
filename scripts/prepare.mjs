// What a fresh clone needs before anything else: packages and dist/. Node's own modules only.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root. */
export const root = fileURLToPath(new URL("..", import.meta.url));

const sources = ["client", "server", "cli", "engine", "syntaxes", "package.json", "scripts/build.mjs"];

/** Installs the packages, unless they are as new as the lock file. */
export function installPackages() {
  const installed = modified("node_modules/.package-lock.json");
  if (installed >= modified("package-lock.json")) return;
  console.log("Installing packages …");
  runOrExit("npm", [existsSync(join(root, "package-lock.json")) ? "ci" : "install", "--no-audit", "--no-fund"]);
}

/** Builds dist/, unless it is newer than every source. */
export function buildWhenStale() {
  if (modified("dist/cli.js") >= Math.max(...sources.map(newest))) return;
  console.log("Building …");
  runOrExit(process.execPath, ["scripts/build.mjs"]);
}

/** Runs a program in the root, its output shown, and leaves with its status if it fails. */
export function runOrExit(program, args) {
  const shell = program === "npm" && process.platform === "win32"; // there it is a script
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: "inherit", shell });
  if (error) console.error(`${program}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 2);
}

function modified(path) {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newest(path) {
  const stat = statSync(join(root, path), { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return stat?.mtimeMs ?? 0;
  const files = readdirSync(join(root, path), { recursive: true });
  return Math.max(stat.mtimeMs, ...files.map((file) => modified(join(path, file))));
}
