// Opens a folder in VS Code with the packed extension: the desktop's if `code` is there, else one in the browser.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "../environments.mjs";
import { installVSCode } from "./install.ts";
import { installExtension, startServer, workbenchUrl, writeSettings } from "./server.ts";
import { vsix } from "./vsix.ts";

const [folder] = process.argv.slice(2);
if (!existsSync(folder)) fail(`There is no folder ${folder}.`);
if (code("--version").status === 0) openDesktop();
else await openBrowser().catch((error) => fail(error.message));

function openDesktop(): void {
  for (const args of [["--install-extension", vsix, "--force"], [folder]]) {
    if (code(...args).status !== 0) fail(`code ${args.join(" ")} failed.`);
  }
}

async function openBrowser(): Promise<void> {
  const vscode = await installVSCode(console.log);
  const data = join(cacheFolder(), "workbench"); // kept: settings and open files are there the next time
  if (!existsSync(data)) writeSettings(data);
  await installExtension(vscode, data, vsix);
  const server = await startServer(vscode, data);
  console.log(`\nVS Code is at\n\n    ${workbenchUrl(server, folder)}\n\nCtrl+C ends it.`);
}

function code(...args: string[]) {
  const stdio = args[0] === "--version" ? "ignore" : "inherit";
  return spawnSync("code", args, { stdio, shell: process.platform === "win32" });
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
