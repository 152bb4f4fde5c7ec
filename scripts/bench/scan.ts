import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { filesOf } from "../corpus.ts";

/** Seconds of processor time: of `check` over timm and torchvision, and of parsing the same files. */
export interface Scan {
  readonly check: number;
  readonly parse: number;
  readonly files: number;
}

const REPORT =
  'data:text/javascript,process.on("exit",()=>process.stderr.write("\\ncpu "+JSON.stringify(process.cpuUsage())))';

/** Scans several times, in turn, and takes the least of each. */
export async function scan(root: string, rounds: number): Promise<Scan> {
  const paths = (await Promise.all(["timm==1.0.31", "torchvision==0.29.1"].map(filesOf))).flat();
  const [check, parse]: number[][] = [[], []];
  for (let round = 0; round < rounds; round++) {
    check.push(await cpuSeconds([`${root}/dist/cli.js`, "check", "--exit-zero", ...paths], ""));
    parse.push(await cpuSeconds([fileURLToPath(new URL("parse.mjs", import.meta.url))], paths.join("\n")));
  }
  return { check: Math.min(...check), parse: Math.min(...parse), files: paths.length };
}

/** The processor time of a program on Node, in user and system. */
async function cpuSeconds(args: readonly string[], input: string): Promise<number> {
  const child = spawn(process.execPath, ["--import", REPORT, ...args], { stdio: ["pipe", "ignore", "pipe"] });
  child.stdin.end(input);
  const errors = await text(child.stderr);
  const usage = /\ncpu (.*)$/.exec(errors)?.[1];
  if (!usage) throw new Error(`${args[0]} does not end well:\n${errors.slice(-2_000)}`);
  const { user, system } = JSON.parse(usage);
  return (user + system) / 1e6;
}
