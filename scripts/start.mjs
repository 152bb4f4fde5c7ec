// npm start [PATH…]: on a fresh clone installs and builds, then shows what must change in the examples or in PATH….
import { spawnSync } from "node:child_process";
import { join, relative } from "node:path";
import { buildWhenStale, installPackages, root } from "./prepare.mjs";

installPackages();
buildWhenStale();

const from = process.env.INIT_CWD ?? process.cwd(); // where the person typed npm start
const given = process.argv.slice(2);
const paths = given.length > 0 ? given : [relative(from, join(root, "examples")) || "."];
const cli = join(root, "dist/cli.js");
const check = [cli, "check", "--show", "changes", "--statistics", "--exit-zero", ...paths];
const { status } = spawnSync(process.execPath, check, { stdio: "inherit", cwd: from });
if (status !== 0) process.exit(status ?? 2);

const asTyped = (word) => (/^[\w./@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
const torch2ms = `node ${asTyped(relative(from, cli))}`;
console.log(`
Next:
  ${torch2ms} migrate ${paths.map(asTyped).join(" ")} --out migrated
      writes the same files for MindSpore
  npm run editor
      opens VS Code: hover over what is underlined, press Ctrl+. to rewrite it
  ${torch2ms} explain torch.nn.Dropout
      says what differs, and how the rewrite was proven`);
