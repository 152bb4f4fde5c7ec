import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createWriteStream, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { VSCode } from "./install.ts";
import { run } from "./run.ts";

/** A VS Code server that listens on 127.0.0.1, and lets in whoever knows its token. */
export interface Server {
  port: number;
  token: string;
  stop(): Promise<void>;
}

const patience = 60_000; // ms

/** No greeting, no network, no assistants: what stands between a fresh VS Code and the file. */
const settings = {
  "workbench.startupEditor": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.enableExperiments": false,
  "security.workspace.trust.enabled": false,
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
};

/** Writes the user's settings into a data folder. */
export function writeSettings(data: string, more: Record<string, unknown> = {}): void {
  const user = join(data, "data/User");
  mkdirSync(user, { recursive: true });
  writeFileSync(join(user, "settings.json"), JSON.stringify({ ...settings, ...more }, null, 2));
}

/** Installs a packed extension into a data folder. */
export async function installExtension(vscode: VSCode, data: string, vsix: string): Promise<void> {
  const args = ["--server-data-dir", data, "--install-extension", vsix, "--force"];
  const output = await run(vscode.node, [vscode.main, ...args]);
  if (!output.includes("successfully installed")) throw new Error(`VS Code did not install ${vsix}:\n${output}`);
}

/** Starts VS Code on a free port; it ends, with its extension hosts and language servers, when this process does. */
export async function startServer(vscode: VSCode, data: string): Promise<Server> {
  const token = randomBytes(16).toString("hex");
  const child = spawn(
    vscode.node,
    [
      ...[vscode.main, "--accept-server-license-terms", "--server-data-dir", data],
      ...["--host", "127.0.0.1", "--port", "0", "--connection-token", token],
      ...["--disable-telemetry", "--telemetry-level", "off", "--disable-experiments", "--disable-workspace-trust"],
    ],
    // Its own process group, so that all its children can be ended. No gallery: it would be looked up at once.
    { stdio: ["ignore", "pipe", "pipe"], detached: true, env: { ...process.env, EXTENSIONS_GALLERY: "{}" } },
  );
  const kill = () => {
    if (child.pid && child.exitCode === null && !child.signalCode) process.kill(-child.pid, "SIGTERM");
  };
  process.once("exit", kill);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(130));

  const log = createWriteStream(join(data, "server.log"));
  child.stderr.pipe(log, { end: false });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    let output = "";
    const give = (reason: string) => reject(new Error(`VS Code's server ${reason}; see ${data}/server.log\n${output}`));
    const timer = setTimeout(() => give(`did not start in ${patience / 1000} s`), patience);
    child.once("error", (error) => give(`could not be run (${error.message})`));
    child.once("exit", (code) => give(`ended with ${code}`));
    child.stdout.on("data", (chunk) => {
      log.write(chunk);
      output += chunk;
      const listening = /listening on (\d+)[\s\S]*Extension host agent started/.exec(output);
      if (!listening) return;
      clearTimeout(timer);
      resolve(Number(listening[1]));
    });
  });
  const stop = () => {
    kill();
    return ended;
  };
  return { port, token, stop };
}

/** The address of a folder in the workbench. */
export function workbenchUrl({ port, token }: Server, folder: string): string {
  return `http://127.0.0.1:${port}/?${new URLSearchParams({ tkn: token, folder })}`;
}
