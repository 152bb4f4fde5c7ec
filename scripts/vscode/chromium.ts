import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { cached } from "./cached.ts";
import { run } from "./run.ts";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const packaged = { "@sparticuz/chromium": "153.0.0" };

/** A Chromium that runs: $CHROMIUM, one on the PATH, else from apt (as root), else from npm into the cache folder. */
export async function findChromium(log: (line: string) => void): Promise<string> {
  const { CHROMIUM } = process.env;
  if (CHROMIUM && !runs(CHROMIUM)) throw new Error(`$CHROMIUM is ${CHROMIUM}, which does not run.`);
  const found = CHROMIUM ?? onPath() ?? (await fromApt(log)) ?? (await fromNpm(log));
  if (found) return found;
  throw new Error("The editor tests need Chromium. Get it with: sudo apt-get install -y chromium");
}

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path) && runs(path));
}

async function fromApt(log: (line: string) => void): Promise<string | undefined> {
  if (process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"]).status !== 0) return undefined;
  log("Installing Chromium by apt …");
  try {
    await run("apt-get", ["update", "-q"]);
    await run("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium"]);
  } catch (error) {
    log(`apt has none: ${error}`);
  }
  return onPath();
}

async function fromNpm(log: (line: string) => void): Promise<string | undefined> {
  log("Fetching Chromium from npm …");
  try {
    const folder = await cached("chromium", packaged, async (draft) => {
      await writeFile(join(draft, "package.json"), JSON.stringify({ private: true, dependencies: packaged }));
      await run("npm", ["install", "--no-audit", "--no-fund"], { cwd: draft });
    });
    const entry = join(folder, "node_modules/@sparticuz/chromium/build/index.js");
    const { default: chromium } = await import(pathToFileURL(entry).href);
    const path: string = await chromium.executablePath();
    return runs(path) ? path : undefined;
  } catch (error) {
    log(`npm has none: ${error}`);
    return undefined;
  }
}

function runs(path: string): boolean {
  return spawnSync(path, ["--version"], { timeout: 30_000 }).status === 0;
}
