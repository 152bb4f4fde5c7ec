import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type EnvironmentName, environment } from "../environments.mjs";
import type { Kind, Options, Outcome } from "./case.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const CASES = 200; // after which a process is replaced: MindSpore keeps every graph that it compiled

/** What a worker is asked; `record` is the .npz that PyTorch writes and MindSpore is compared with. */
export interface Job {
  id: string;
  code: string;
  kind: Kind;
  record: string;
  inputs: string[];
  options: Options;
}

/** What it says; "recorded" is PyTorch's success. */
export interface Reply extends Pick<Outcome, "detail" | "reason" | "milliseconds"> {
  verdict: Outcome["verdict"] | "recorded";
  difference?: number | null;
}

/** A framework at work in a process of its own, replaced when it has grown, hangs, dies or is damaged. */
export class Worker {
  readonly #environment: EnvironmentName;
  readonly #timeLimit: number;
  #process: Process | undefined;
  #stopped = false;
  #last: Promise<unknown> = Promise.resolve();
  /** The framework's exact version, once a job was answered. */
  version = "";

  /** A worker of an environment; a job may take `timeLimit` milliseconds. */
  constructor(environment: EnvironmentName, timeLimit = 60_000) {
    this.#environment = environment;
    this.#timeLimit = timeLimit;
  }

  /** Runs a job when those before it are done; rejects only if the framework cannot be started. */
  run(job: Job): Promise<Reply> {
    const reply = this.#last.then(() => this.#answer(job));
    this.#last = reply.catch(() => undefined); // also: a reply that nobody waits for any more is no crash
    return reply;
  }

  /** Ends the process; jobs not yet begun are rejected. */
  stop(): void {
    this.#stopped = true;
    this.#recycle();
  }

  #recycle(): void {
    this.#process?.kill();
    this.#process = undefined;
  }

  async #answer(job: Job): Promise<Reply> {
    if (this.#stopped) throw new Error(`the ${this.#environment} worker was stopped`);
    this.#process ??= await Process.start(this.#environment);
    this.version = this.#process.version;
    const start = performance.now();
    const { recycle, ...reply } = await this.#process.ask(job, this.#timeLimit);
    if (recycle || this.#stopped || this.#process?.asked === CASES) this.#recycle();
    return { ...reply, milliseconds: Math.round(performance.now() - start) };
  }
}

type Answer = Omit<Reply, "milliseconds"> & { recycle?: boolean };

/** One Python process that speaks the protocol of proof/worker.py. */
class Process {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  #errors = "";
  version = "";
  asked = 0;

  private constructor(python: string, framework: string) {
    const env = { ...process.env, PYTHONDONTWRITEBYTECODE: "1" };
    this.#child = spawn(python, ["-m", "proof.worker", "--framework", framework], { cwd: root, env });
    this.#lines = createInterface({ input: this.#child.stdout! })[Symbol.asyncIterator]();
    this.#child.stderr!.on("data", (chunk) => {
      this.#errors = (this.#errors + chunk).slice(-4_000);
    });
    this.#child.stdin!.on("error", () => {}); // a dead worker shows as the end of its lines
  }

  static async start(name: EnvironmentName): Promise<Process> {
    const { python } = await environment(name);
    const started = new Process(python, name === "torch" ? "torch" : "mindspore");
    const line = await started.#lines.next();
    if (line.done) throw new Error(`${name} does not start:\n${started.#errors}`);
    started.version = JSON.parse(line.value).version;
    return started;
  }

  async ask(job: Job, timeLimit: number): Promise<Answer> {
    this.asked += 1;
    this.#child.stdin!.write(`${JSON.stringify(job)}\n`);
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<"timeout">((done) => {
      timer = setTimeout(done, timeLimit, "timeout");
    });
    const line = await Promise.race([this.#lines.next(), timeout]);
    clearTimeout(timer);
    if (line === "timeout") return { verdict: "raises", detail: `no answer in ${timeLimit / 1000} s`, recycle: true };
    if (line.done) return { verdict: "raises", detail: `the process died: ${this.#errors.slice(-500)}`, recycle: true };
    const { id: _, ...answer } = JSON.parse(line.value);
    return answer;
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }
}
