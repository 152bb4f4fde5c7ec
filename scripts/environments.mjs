// Makes the Python environments of the proof: one venv per framework, in a cache folder outside the repository.
// Usage: node scripts/environments.mjs [torch] [mindspore-2.10] [mindspore-2.7]
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, rm, stat, utimes, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const HEARTBEAT = 5_000; // ms between two signs of life of the process that makes an environment
const STALE = 30_000; // ms after which a silent one is taken for dead

/** What each environment installs, and the Pythons (3.x) that its wheels exist for. */
const recipes = {
  torch: { requirements: [process.env.TORCH2MS_TORCH_SPEC || "torch==2.13.0", "numpy<2"], minors: [10, 11, 12] },
  "mindspore-2.10": { requirements: ["mindspore==2.10.0", "numpy<2"], minors: [10, 11, 12] },
  "mindspore-2.7": {
    requirements: [
      'mindspore==2.7.0; python_version < "3.12"',
      'mindspore==2.7.2; python_version >= "3.12"', // 2.7.0 has no wheel for it
      "numpy<2",
      "setuptools", // 2.7 imports it without asking for it
    ],
    minors: [9, 10, 11, 12],
  },
};

/** The names that `environment` knows. */
export const environmentNames = Object.keys(recipes);

/** The folder outside the repository that keeps what is fetched once and used by every clone. */
export function cacheFolder() {
  const { TORCH2MS_CACHE, XDG_CACHE_HOME } = process.env;
  return resolve(TORCH2MS_CACHE || join(XDG_CACHE_HOME || join(homedir(), ".cache"), "torch2ms"));
}

/** The interpreter of an environment, which is made when it is not there; throws with the cure when it cannot be. */
export function environment(name) {
  if (!made.has(name)) made.set(name, make(name));
  return made.get(name);
}

const made = new Map();

async function make(name) {
  const recipe = recipes[name];
  if (!recipe) throw new Error(`no environment "${name}"; there are ${environmentNames.join(", ")}`);
  const base = await findPython(name, recipe.minors);
  const key = JSON.stringify([recipe.requirements, base.version]);
  const hash = createHash("sha256").update(key).digest("hex").slice(0, 8);
  const folder = join(cacheFolder(), "python", `${name}-${hash}`);
  const python = join(folder, ...(process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"]));
  const complete = join(folder, ".complete"); // written last: a venv cannot be renamed into place

  if (existsSync(complete)) return { python };
  await mkdir(join(cacheFolder(), "python"), { recursive: true });
  await locked(folder, name, async () => {
    if (existsSync(complete)) return;
    say(`${name}: installing ${recipe.requirements.join(" ")} for Python ${base.version} in ${folder}`);
    await rm(folder, { recursive: true, force: true });
    await succeed(base.python, ["-m", "venv", folder]);
    await succeed(python, ["-m", "pip", "install", "--disable-pip-version-check", ...recipe.requirements]);
    await writeFile(complete, `${key}\n`);
    say(`${name}: ready`);
  });
  return { python };
}

/** The first Python that can make venvs and is of a version that has the wheels. */
async function findPython(name, minors) {
  const { TORCH2MS_PYTHON } = process.env;
  const preferred = ["python3", "python3.11", "python3.12", "python3.10", "python3.9"];
  const seen = [];
  for (const candidate of TORCH2MS_PYTHON ? [TORCH2MS_PYTHON] : preferred) {
    const { code, output } = await run(candidate, ["-c", "import sys; print('%d.%d' % sys.version_info[:2])"]);
    const version = code === 0 ? output.trim().split("\n").at(-1) : undefined;
    if (!version) continue; // absent, or a launcher with nothing behind it
    seen.push(`${candidate} (${version})`);
    if (!minors.some((minor) => version === `3.${minor}`)) continue;
    const { code: venv } = await run(candidate, ["-c", "import venv, ensurepip"]);
    if (venv === 0) return { python: candidate, version };
    seen.push(`${candidate} (no venv module)`);
  }
  const range = `3.${minors[0]} to 3.${minors.at(-1)}`;
  const cure = "get it with `apt-get install python3 python3-venv`, or name another in TORCH2MS_PYTHON";
  throw new Error(`${name} needs Python ${range} with venv; found ${seen.join(", ") || "none"}: ${cure}`);
}

/** Runs `work` while no other process does for the same folder. */
async function locked(folder, name, work) {
  const lock = `${folder}.lock`;
  for (let waiting = false; !(await acquire(lock)); waiting = true) {
    if (!waiting) say(`${name}: waiting for the process that is making it`);
    await sleep(1_000);
  }
  const heartbeat = setInterval(() => utimes(lock, new Date(), new Date()).catch(() => {}), HEARTBEAT);
  try {
    await work();
  } finally {
    clearInterval(heartbeat);
    await rm(lock, { force: true });
  }
}

/** True when the lock file is now ours; one left by a dead process is cleared for the next attempt. */
async function acquire(lock) {
  try {
    await (await open(lock, "wx")).close();
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    const age = await stat(lock)
      .then(({ mtimeMs }) => Date.now() - mtimeMs)
      .catch(() => 0);
    if (age > STALE) await rm(lock, { force: true });
    return false;
  }
}

/** Runs a command to its end; a missing one has code -1. */
function run(command, args) {
  return new Promise((done) => {
    let output = "";
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.on("error", (error) => done({ code: -1, output: error.message }));
    child.on("close", (code) => done({ code, output }));
  });
}

/** Runs a command that has to succeed; its output is shown only when it does not. */
async function succeed(command, args) {
  const { code, output } = await run(command, args);
  if (code !== 0) throw new Error(`${[command, ...args].join(" ")} failed:\n${output}`);
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Makes the named environments, or all, and says where each is. */
async function main(names) {
  try {
    for (const name of names.length > 0 ? names : environmentNames) {
      process.stdout.write(`${name} ${(await environment(name)).python}\n`);
    }
  } catch (error) {
    say(error.message);
    process.exitCode = 1;
  }
}

if (process.argv[1] && fileURLToPath(import.meta.url) === resolve(process.argv[1])) main(process.argv.slice(2));
