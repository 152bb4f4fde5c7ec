import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { LineIndex } from "#engine";
import { environment } from "../environments.mjs";
import { cached } from "../vscode/cached.ts";

const VERSION = "1.1.409";
const OPEN = "reveal_type(";

/** A stretch of a file whose type is asked for. */
export interface Place {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** The types that pyright gives to expressions of the files below a folder, with torch installed; in the same order. */
export async function revealed(folder: string, places: readonly Place[]): Promise<(string | undefined)[]> {
  const copy = mkdtempSync(join(tmpdir(), "torch2ms-oracle-"));
  try {
    cpSync(folder, copy, { recursive: true });
    const texts = new Map<string, Wrapped>();
    for (const path of new Set(places.map((place) => place.path))) {
      const text = readFileSync(path, "utf8").replace(/^\ufeff/, "");
      const wrapped = wrap(
        text,
        places.filter((place) => place.path === path),
      );
      const at = join(copy, relative(folder, path));
      writeFileSync(at, wrapped.text);
      texts.set(at, wrapped);
    }
    const found = await ask(copy, texts);
    return places.map((place) => found.get(`${join(copy, relative(folder, place.path))}:${place.start}:${place.end}`));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

interface Wrapped {
  readonly text: string;
  /** Where each place stands now. */
  readonly moved: readonly { readonly place: Place; readonly start: number; readonly end: number }[];
}

/** Puts `reveal_type(…)` around stretches of a text; none of them overlaps another. */
function wrap(text: string, places: readonly Place[]): Wrapped {
  const sorted = [...places].sort((a, b) => a.start - b.start);
  const moved = [];
  let [result, at] = ["", 0];
  for (const place of sorted) {
    result += text.slice(at, place.start) + OPEN;
    const start = result.length;
    result += text.slice(place.start, place.end);
    moved.push({ place, start, end: result.length });
    result += ")";
    at = place.end;
  }
  return { text: result + text.slice(at), moved };
}

interface Diagnostic {
  readonly file: string;
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

async function ask(folder: string, texts: ReadonlyMap<string, Wrapped>): Promise<Map<string, string>> {
  const { python } = await environment("torch");
  const pyright = await cached(`pyright-${VERSION}`, [VERSION], async (draft) => {
    await promisify(execFile)("npm", ["install", "--no-save", "--prefix", draft, `pyright@${VERSION}`]);
  });
  const settings = { include: [...texts.keys()].map((path) => relative(folder, path)), typeCheckingMode: "off" };
  writeFileSync(join(folder, "pyrightconfig.json"), JSON.stringify(settings));
  const args = [
    join(pyright, "node_modules/pyright/index.js"),
    "--outputjson",
    "--pythonpath",
    python,
    "--project",
    folder,
  ];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 30 }).catch((error) => error);
  const found = new Map<string, string>();
  for (const { file, message, range } of JSON.parse(stdout).generalDiagnostics as Diagnostic[]) {
    const type = /^Type of "(?:.|\n)*" is "((?:.|\n)*)"$/.exec(message)?.[1];
    const wrapped = texts.get(file);
    if (type === undefined || !wrapped) continue;
    const offset = new LineIndex(wrapped.text).offset(range.start);
    const place = wrapped.moved.find(({ start, end }) => offset >= start && offset < end)?.place;
    if (place) found.set(`${file}:${place.start}:${place.end}`, type);
  }
  return found;
}
