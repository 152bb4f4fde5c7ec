import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { indexed } from "../../scripts/indexed.mjs";
import { lazyData } from "../../scripts/lazy-data.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const bundles = new Map<string, Promise<string>>();

/** Node's options for a program that ends before the parser has paid back what optimizing it costs: a fifth of its time. */
export const SHORT_RUN = ["--no-wasm-tier-up", "--no-wasm-dynamic-tiering"];

/** A program of the project as one file, made once a run: it starts several times faster than from source. */
export function bundled(entry: string): Promise<string> {
  const made = bundles.get(entry) ?? bundle(entry);
  bundles.set(entry, made);
  return made;
}

async function bundle(entry: string): Promise<string> {
  const outfile = join(root, "node_modules/.cache/test", `${entry.replaceAll(/\W/g, "-")}-${process.pid}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "warning",
    plugins: [lazyData, indexed],
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
  });
  return outfile;
}
