// npm run editor [FOLDER]: packs the extension and opens FOLDER (the examples, if none) in a real VS Code with it.
import { resolve } from "node:path";
import { installPackages, root, runOrExit } from "./prepare.mjs";

const folder = process.argv[2] ? resolve(process.env.INIT_CWD ?? ".", process.argv[2]) : resolve(root, "examples");

installPackages();
runOrExit(process.execPath, ["scripts/package.mjs"]);
runOrExit(process.execPath, ["--import", "tsx", "scripts/vscode/open.ts", folder]);
