import { setFlagsFromString } from "node:v8";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { MINDSPORE_VERSIONS } from "#engine";
import { SettingsError } from "#server/settings/names.ts";
import { DEVICES, SHOWN } from "#server/settings/settings.ts";
import { readGrammar } from "#server/wasm.ts";
import manifest from "../package.json" with { type: "json" };
import { check } from "./check.ts";
import { explain } from "./explain.ts";
import { reasonOf } from "./files.ts";
import { fix } from "./fix.ts";
import { migrate } from "./migrate.ts";
import { Problem } from "./problem.ts";
import { report } from "./report.ts";
import { endWhenNothingCanBePrinted } from "./terminal.ts";

// A run is over before most code has paid back what optimizing it costs: a tenth of the processor time of a scan.
setFlagsFromString("--interrupt-budget=700000");

const PATHS: [string, string] = ["[paths...]", "files and folders; - for standard input"];

/** Collects `a,b` and repeated options. */
const list = (value: string, before: string[] | undefined): string[] => {
  const names = value.split(",").map((name) => name.trim());
  if (names.includes("")) throw new InvalidArgumentError("a name is empty");
  return [...(before ?? []), ...names];
};

const program = new Command("torch2ms")
  .description("Finds what must change when PyTorch code moves to MindSpore, explains it, and rewrites it.")
  .version(manifest.version)
  .exitOverride()
  .addHelpText("after", "\nExit status: 0 nothing to do, 1 something to do, 2 something could not be done.");

const targetVersion = () => new Option("--target-version <version>", "MindSpore version").choices(MINDSPORE_VERSIONS);
const device = () => new Option("--device <device>", "device that the code will run on").choices(DEVICES);

const outputFormat = () =>
  new Option("--output-format <format>", "form of the report").choices(["text", "json"]).default("text");

function onFiles(name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .argument(...PATHS)
    .addOption(targetVersion())
    .addOption(device())
    .option("--exclude <globs>", "leave out these files and folders", list)
    .option("--stdin-filename <path>", "what standard input is called, and whose settings hold for it");
}

function withRules(command: Command): Command {
  return command
    .option("--select <rules>", "only these rules or categories, separated by commas", list)
    .option("--ignore <rules>", "all but these rules or categories", list);
}

const status = (code: number): void => {
  process.exitCode = code;
};
const orHere = (paths: string[]): string[] => (paths.length ? paths : ["."]);

withRules(onFiles("check", "say what must change"))
  .addOption(outputFormat())
  .addOption(new Option("--show <what>", "all, only changes, or only silent traps").choices(SHOWN).default("changes"))
  .option("--statistics", "count findings per rule and system")
  .option("--exit-zero", "exit with 0 even when something must change")
  .action(async (paths, options) => status(check(await readGrammar(), orHere(paths), options)));

withRules(onFiles("fix", "repair files in place, as far as that is safe"))
  .option("--unsafe-fixes", "repair what is not proven, too")
  .option("--diff", "show what would change, and change nothing")
  .action(async (paths, options) => status(fix(await readGrammar(), orHere(paths), options)));

withRules(onFiles("migrate", "migrate whole files, imports last"))
  .option("--out <dir>", "write the migrated files there, as a tree that begins where all paths meet")
  .addOption(new Option("--in-place", "write the files themselves").conflicts("out"))
  .option("--safe-only", "migrate only what is proven")
  .option("--diff", "show what would change, and change nothing")
  .action(async (paths, options) => status(migrate(await readGrammar(), orHere(paths), options)));

onFiles("report", "list every use of a torch name, with what becomes of it")
  .addOption(outputFormat())
  .action(async (paths, options) => status(report(await readGrammar(), orHere(paths), options)));

program
  .command("explain")
  .description("say what differs for a rule or a PyTorch API")
  .argument("<subject>", "dropout-probability, torch.nn.Dropout, nn.Dropout …")
  .addOption(targetVersion())
  .addOption(device())
  .action((subject, options) => status(explain(subject, options)));

program
  .command("server")
  .description("speak the language server protocol")
  .option("--stdio", "over standard input and output")
  .allowUnknownOption()
  .action(async () => (await import("#server/start.ts")).start());

/** What people are told of an error, absent where it is none of theirs. */
function problemIn(error: unknown): string | undefined {
  if (error instanceof SettingsError || error instanceof Problem) return error.message;
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  if (syscall === "uv_cwd") return "the current folder is not there any more";
  return code && path ? `${path}: ${reasonOf(error)}` : undefined;
}

endWhenNothingCanBePrinted();
try {
  await program.parseAsync();
} catch (error) {
  const said = problemIn(error);
  if (said !== undefined) process.stderr.write(`torch2ms: ${said}\n`);
  else if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error instanceof CommanderError && error.exitCode === 0 ? 0 : 2;
}
