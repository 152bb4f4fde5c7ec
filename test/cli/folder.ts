import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { bundled, SHORT_RUN } from "./bundle.ts";

/** What a run of the command line left. */
export interface Outcome {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Where neither colours are asked for nor refused, whatever this process was told. */
const uncoloured: NodeJS.ProcessEnv = { ...process.env, FORCE_COLOR: "", NO_COLOR: "" };

/** A folder with files, and the command line run in it. */
export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), "torch2ms-"));

  constructor(files: Record<string, string | Uint8Array> = {}) {
    for (const [name, content] of Object.entries(files)) this.write(name, content);
  }

  write(name: string, content: string | Uint8Array, mode?: number): void {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    if (mode !== undefined) chmodSync(path, mode);
  }

  read(name: string): string {
    return readFileSync(join(this.path, name), "utf8");
  }

  bytes(name: string): Buffer {
    return readFileSync(join(this.path, name));
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  /** Runs `torch2ms` here; `input` goes to its standard input. */
  async run(args: string[], input = "", variables: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    return this.#outcome(process.execPath, [...SHORT_RUN, await bundled("cli/main.ts"), ...args], input, variables);
  }

  /** Runs `torch2ms` in a shell, with its output going where `redirection` says: `| head`, `> /dev/full`. */
  async inShell(args: string[], redirection: string): Promise<Outcome> {
    const words = [process.execPath, ...SHORT_RUN, await bundled("cli/main.ts"), ...args].map((word) => `'${word}'`);
    return this.#outcome("sh", ["-c", `${words.join(" ")} ${redirection}`], "");
  }

  async #outcome(program: string, args: string[], input: string, variables: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    const child = spawn(program, args, { cwd: this.path, env: { ...uncoloured, ...variables } });
    const outcome: Outcome = { status: null, stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (chunk) => {
      outcome.stdout += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk) => {
      outcome.stderr += chunk;
    });
    child.stdin.on("error", () => {}); // not every command reads it
    child.stdin.end(input);
    outcome.status = await new Promise((done) => child.on("close", done));
    return outcome;
  }

  /** Runs `check` and reads its JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into entries as programs read them
  async entries(args: string[], input?: string): Promise<any[]> {
    return JSON.parse((await this.run(["check", "--output-format", "json", ...args], input)).stdout);
  }
}
