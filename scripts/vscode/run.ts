import { execFile } from "node:child_process";

/** Runs a program quietly to its end and gives what it printed; a failure carries the last lines of its output. */
export function run(program: string, args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}) {
  return new Promise<string>((resolve, reject) => {
    execFile(program, args, { maxBuffer: 64 * 1024 * 1024, ...options }, (error, stdout, stderr) => {
      if (!error) return resolve(stdout);
      const tail = `${stdout}\n${stderr}`.trim().split("\n").slice(-15).join("\n");
      reject(new Error(`${program} ${args.join(" ")} failed:\n${tail || error.message}`));
    });
  });
}
