import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { environment } from "../environments.mjs";
import { cached } from "../vscode/cached.ts";

/** A language server: what it is called, and how it is started. */
export interface Server {
  readonly name: string;
  readonly command: readonly string[];
}

export const RUFF = "0.17.6";

/** Ours as the editor starts it, and ruff's, which is fetched into the cache folder the first time. */
export async function servers(root: string): Promise<[ours: Server, ruff: Server]> {
  const folder = await cached(`ruff-${RUFF}`, [RUFF], async (draft) => {
    const { python } = await environment("torch");
    const options = ["--disable-pip-version-check", "--quiet", "--target", draft];
    await promisify(execFile)(python, ["-m", "pip", "install", ...options, `ruff==${RUFF}`]);
  });
  return [
    { name: "torch2ms", command: [process.execPath, join(root, "dist/server.cjs"), "--stdio"] },
    { name: "ruff", command: [join(folder, "bin/ruff"), "server"] },
  ];
}
