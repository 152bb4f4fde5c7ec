/** `npm run bench [-- --write] [--rounds N]`: our server beside ruff's in one run, and a scan; --write puts the tables into docs. */
import { writeFileSync } from "node:fs";
import { arch, cpus, platform } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Mode } from "./bench/client.ts";
import { benchFiles } from "./bench/files.ts";
import { projectFile } from "./bench/project.ts";
import { goalTable, type Row, serverTable } from "./bench/report.ts";
import { type Scan, scan } from "./bench/scan.ts";
import { RUFF, type Server, servers } from "./bench/servers.ts";
import { session, type Times } from "./bench/session.ts";
import { buildWhenStale } from "./prepare.mjs";

const { values: options } = parseArgs({
  options: { write: { type: "boolean" }, rounds: { type: "string", default: "3" } },
});
const ROUNDS = Number(options.rounds); // of everything, the servers in turn
const SCANS = 5; // at least: one is short, and other load weighs on it
const MODES: readonly Mode[] = ["pull", "push"];
const root = fileURLToPath(new URL("..", import.meta.url));

async function main(): Promise<void> {
  buildWhenStale();
  const [ours, ruff] = await servers(root);
  const rows: Row[] = [];
  for (const file of [...(await benchFiles()), await projectFile()]) {
    for (const mode of MODES) {
      const runs: Record<string, Times[]> = { [ours.name]: [], [ruff.name]: [] };
      const once = async (server: Server) => runs[server.name].push(await session(server, file, mode));
      for (let round = 0; round < ROUNDS; round++) for (const server of [ours, ruff]) await once(server);
      const lines = file.text.split("\n").length - 1;
      rows.push({ file: file.name, lines, mode, ours: joined(runs[ours.name]), ruff: joined(runs[ruff.name]) });
      console.log(serverTable(rows.slice(-1)));
    }
  }
  const scanned = await scan(root, Math.max(ROUNDS, SCANS));
  const report = page(rows, scanned);
  console.log(`\n${report}`);
  if (options.write) writeFileSync(new URL("../docs/performance.md", import.meta.url), report);
}

/** All measurements of several rounds as one. */
function joined(rounds: readonly Times[]): Times {
  const all = (key: "opening" | "edit" | "key" | "hover" | "action") => rounds.flatMap((times) => times[key]);
  const memory = Math.max(...rounds.map((times) => times.memory));
  return {
    opening: all("opening"),
    edit: all("edit"),
    key: all("key"),
    hover: all("hover"),
    action: all("action"),
    memory,
  };
}

function page(rows: readonly Row[], scanned: Scan): string {
  const { check, parse, files } = scanned;
  return `# Performance

Written by \`npm run bench -- --write\`: Node ${process.versions.node}, ruff ${RUFF}, ${cpus().length} cores, ${platform()} ${arch()}.
Figures of one run only compare with each other, so the goals are ratios.

## Goals

${goalTable(rows, scanned)}

## Servers side by side

Milliseconds over stdio, ${ROUNDS === 1 ? "one round" : `${ROUNDS} rounds in turn`}, after 50 edits that do not count. An edit is a line that comes or goes until
its diagnostics are there; a key is one typed character, one every 60 ms. Library files are from timm 1.0.31; script.py has
everything at its top level.

${serverTable(rows)}

## Scan

\`torch2ms check\` over timm 1.0.31 and torchvision 0.29.1 (${files} files): ${check.toFixed(2)} s of processor time; tree-sitter alone
on the same files: ${parse.toFixed(2)} s.
`;
}

await main();
