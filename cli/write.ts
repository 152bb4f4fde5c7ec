import { chmodSync, existsSync, mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Problem } from "./problem.ts";

/** Replaces a file's content whole or not at all; its mode stays. A file that nobody may write is refused. */
export function replaceFile(path: string, bytes: Uint8Array): void {
  const real = realpathSync(path);
  const { mode } = statSync(real);
  if ((mode & 0o222) === 0) throw new Problem("not written: the file is read-only");
  writeWhole(real, bytes, mode);
}

/** Writes a file and the folders above it. */
export function createFile(path: string, bytes: Uint8Array): void {
  makeFolder(dirname(path));
  writeWhole(path, bytes);
}

/** Node's own way to make the folders above as well never ends below /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

function writeWhole(path: string, bytes: Uint8Array, mode?: number): void {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    writeFileSync(temporary, bytes, { flag: "wx" });
    if (mode !== undefined) chmodSync(temporary, mode & 0o7777);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
