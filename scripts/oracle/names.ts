import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { analyze, DEFAULT_TARGET, type Grammar, LineIndex, parseOnce, reportOf } from "#engine";
import { environment } from "../environments.mjs";

/** A place where CPython's ast and symtable lead to a torch name, and what the engine says there. */
export interface Place {
  readonly path: string;
  /** From 1; the column in characters. */
  readonly line: number;
  readonly column: number;
  /** One for each import that can have bound the first name of the chain. */
  readonly names: readonly string[];
  /** What the engine says; empty where it says nothing. */
  readonly found: readonly string[];
}

/** Every place of some files, each with both answers. */
export async function comparedNames(grammar: Grammar, paths: readonly string[]): Promise<Place[]> {
  const expected = await chainsOf(paths);
  return paths.flatMap((path) => {
    const chains = expected[path];
    if (!chains?.length) return [];
    const found = namesIn(grammar, readFileSync(path, "utf8").replace(/^\ufeff/, ""));
    return chains.map(([line, column, names]) => ({
      ...{ path, line, column, names },
      found: found.get(`${line}:${column}`) ?? [],
    }));
  });
}

/** Whether the engine says what one of the imports gives. */
export const isRight = ({ names, found }: Place): boolean => names.some((name) => found.includes(name));

type Chains = Record<string, [line: number, column: number, names: string[]][] | null>;

/** What scripts/oracle/names.py says of files. */
async function chainsOf(paths: readonly string[]): Promise<Chains> {
  const { python } = await environment("torch");
  const script = fileURLToPath(new URL("names.py", import.meta.url));
  const child = spawn(python, [script], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(JSON.stringify(paths));
  return JSON.parse(await text(child.stdout));
}

/** The names that a text's report gives, by place. */
function namesIn(grammar: Grammar, source: string): Map<string, string[]> {
  const file = parseOnce(grammar, source);
  const lines = new LineIndex(source);
  const names = new Map<string, string[]>();
  for (const { start, name } of reportOf(analyze(file, DEFAULT_TARGET)).references) {
    const { line, character } = lines.position(start);
    const place = `${line + 1}:${Array.from(source.slice(start - character, start)).length + 1}`;
    names.set(place, [...(names.get(place) ?? []), name]);
  }
  return names;
}
