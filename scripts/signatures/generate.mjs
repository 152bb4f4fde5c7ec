/**
 * Writes engine/catalogue/signatures from the frameworks' own wheels, each downloaded and unpacked once.
 *
 *   node scripts/signatures/generate.mjs
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const TORCH = { version: "2.13.0", python: "3.11" };
const TORCHVISION = { version: "0.29.1", python: "3.11" };
// 1.10 was published for each kind of device, with the same Python; of 2.5 and 2.6 there are builds from before the release.
const MINDSPORE = [
  { version: "1.10.0", python: "3.9", wheel: "mindspore-gpu" },
  { version: "2.0.0", python: "3.9" },
  { version: "2.5.0", python: "3.11", wheel: "mindspore-dev", build: "2.5.0.dev20250202" },
  { version: "2.6.0", python: "3.11", wheel: "mindspore-dev", build: "2.6.0.dev20250323" },
  { version: "2.7.0", python: "3.11" },
  { version: "2.8.0", python: "3.11" },
  { version: "2.9.0", python: "3.11" },
  { version: "2.10.0", python: "3.11" },
];
const PLATFORMS = ["manylinux1_x86_64", "manylinux2014_x86_64", "manylinux_2_28_x86_64"];

const here = fileURLToPath(new URL(".", import.meta.url));
const output = join(here, "../../engine/catalogue/signatures");
const cache = process.env.TORCH2MS_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "torch2ms");
const python = findPython();

const torch = read("torch", TORCH);
write("torch.json", { version: TORCH.version, names: torch.names, aliases: torch.aliases });

const vision = read("torchvision", TORCHVISION);
write("torchvision.json", { version: TORCHVISION.version, names: vision.names });

const releases = MINDSPORE.map((release) => ({
  version: short(release.version),
  isRelease: !release.build,
  ...read("mindspore", release),
}));
// What a newer release says of a name's end counts, and the name as it says it.
const deprecated = Object.assign({}, ...releases.map((release) => release.deprecated));
write("mindspore.json", {
  versions: releases.map((release) => release.version),
  names: fold(releases),
  deprecated: Object.fromEntries(
    Object.entries(deprecated).map(([name, mark]) => [name, mark.filter(Boolean).join(" ")]),
  ),
});

/** What read.py says of one release. */
function read(name, release) {
  const text = run(join(here, "read.py"), sources(name, release), name);
  return JSON.parse(text);
}

/** The folder of one release's sources, filled on first use. */
function sources(name, release) {
  const folder = join(cache, "sources", `${name}-${release.version}`);
  if (!existsSync(folder)) run(join(here, "unpack.py"), wheel(name, release), name, folder);
  return folder;
}

/** The path of one release's wheel, downloaded on first use. */
function wheel(framework, { version, python: target, wheel: name = framework, build = version }) {
  const folder = join(cache, "wheels");
  mkdirSync(folder, { recursive: true });
  const find = () =>
    readdirSync(folder).find((file) => file.endsWith(".whl") && isOf(file, name.replaceAll("-", "_"), build));
  if (!find()) {
    const platforms = PLATFORMS.flatMap((platform) => ["--platform", platform]);
    const choice = ["--no-deps", "--only-binary=:all:", "--python-version", target, ...platforms];
    run("-m", "pip", "download", "--quiet", "--dest", folder, ...choice, `${name}==${build}`);
  }
  return join(folder, find());
}

/** Whether a wheel is of that release; a local version such as `+cpu` is the same release. */
function isOf(file, name, version) {
  return file.startsWith(`${name}-${version}-`) || file.startsWith(`${name}-${version}+`);
}

/**
 * Each name with its one text, or with the versions since which it has another (null: since which it is gone). What only
 * builds from before a release have was never released.
 */
function fold(releases) {
  const every = new Set(releases.flatMap(({ isRelease, names }) => (isRelease ? Object.keys(names) : [])));
  return Object.fromEntries([...every].map((name) => [name, history(name, releases)]));
}

function history(name, releases) {
  const changes = {};
  let current = null;
  for (const { version, names } of releases) {
    const text = names[name] ?? null;
    if (text !== current) changes[version] = text;
    current = text;
  }
  const first = changes[releases[0].version];
  return first && Object.keys(changes).length === 1 ? first : changes;
}

/** `2.10` for `2.10.0`. */
function short(version) {
  return version.replace(/\.0$/, "");
}

/** One name a line, sorted, so that a difference reads well. */
function write(file, content) {
  const fields = Object.entries(content).map(([key, value]) => `${JSON.stringify(key)}: ${layout(value)}`);
  mkdirSync(output, { recursive: true });
  writeFileSync(join(output, file), `{\n${fields.join(",\n")}\n}\n`);
}

function layout(value) {
  if (typeof value === "string" || Array.isArray(value)) return JSON.stringify(value);
  const lines = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${JSON.stringify(value[key])}`);
  return `{\n${lines.join(",\n")}\n}`;
}

function run(...argv) {
  const options = { encoding: "utf8", maxBuffer: 64 * 1024 * 1024, stdio: ["ignore", "pipe", "inherit"] };
  return execFileSync(python, argv, options);
}

/** The first Python on the path that is new enough to parse the sources. */
function findPython() {
  const probe = "import sys; sys.exit(sys.version_info < (3, 10))";
  const found = ["python3", "python", "py"].find((name) => spawnSync(name, ["-c", probe]).status === 0);
  if (!found) throw new Error("Signatures are read by Python 3.10 or newer: none is on the path.");
  return found;
}
