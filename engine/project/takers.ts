import type { Files } from "./files.ts";
import { type ImportLine, importLines } from "./import-lines.ts";
import type { Modules } from "./modules.ts";

/** Larger projects are looked at in part. */
const MOST_FILES = 5_000;

/** Tells which files of a project take a name from a file. Texts are read when first asked, and not parsed. */
export class Takers {
  private readonly files: Files;
  private readonly modules: Modules;
  /** Whether a file binds a name itself, whatever its star imports bring. */
  private readonly binds: (path: string, name: string) => boolean;
  private readonly imports = new Map<string, readonly ImportLine[]>();
  private readonly listed = new Map<string, readonly string[]>();

  constructor(files: Files, modules: Modules, binds: (path: string, name: string) => boolean) {
    this.files = files;
    this.modules = modules;
    this.binds = binds;
  }

  /** The files that take a name of a file, directly or through a star. */
  of(path: string, name: string, seen: ReadonlySet<string> = new Set()): readonly string[] {
    if (seen.has(path)) return [];
    const others = this.around(path).filter((other) => other !== path);
    return others.flatMap((other) => {
      const lines = this.importsOf(other);
      if (lines.some((line) => this.takes(other, line, path, name))) return [other];
      const hasStar = lines.some(
        (line) => line.names.some((taken) => taken.name === "*") && this.leads(other, line, path),
      );
      if (!hasStar || this.binds(other, name)) return [];
      const word = new RegExp(`\\b${name}\\b`);
      return word.test(this.files.text(other) ?? "") ? [other] : this.of(other, name, new Set([...seen, path]));
    });
  }

  changed(path: string): void {
    this.imports.delete(path);
  }

  /** Files have come or gone. */
  forget(): void {
    this.imports.clear();
    this.listed.clear();
  }

  private takes(from: string, line: ImportLine, path: string, name: string): boolean {
    const isDirect = this.leads(from, line, path);
    if (isDirect && line.names.some((taken) => taken.name === name)) return true;
    const aliases = line.names
      .filter((taken) => this.leadsBelow(from, line, taken.name, path))
      .map(({ alias }) => alias);
    if (isDirect && line.alias) aliases.push(line.alias);
    return aliases.some((alias) => new RegExp(`\\b${alias}\\.${name}\\b`).test(this.files.text(from) ?? ""));
  }

  private leads(from: string, { module, level }: ImportLine, path: string): boolean {
    const place = this.modules.resolve(from, module, level);
    return place !== undefined && isSame(place.path, path);
  }

  private leadsBelow(from: string, { module, level }: ImportLine, name: string, path: string): boolean {
    const place = this.modules.resolve(from, module, level);
    const child = place && this.modules.child(place, name);
    return child !== undefined && isSame(child.path, path);
  }

  private importsOf(path: string): readonly ImportLine[] {
    const known = this.imports.get(path) ?? [...importLines(this.files.text(path) ?? "")];
    this.imports.set(path, known);
    return known;
  }

  private around(path: string): readonly string[] {
    const root = this.files.rootOf(path);
    const known = this.listed.get(root) ?? [...firstOf(this.files.below(root), MOST_FILES)];
    this.listed.set(root, known);
    return known;
  }
}

/** A stub stands for the file beside it. */
const isSame = (found: string, path: string): boolean => found === path || found === `${path}i`;

function* firstOf<T>(items: Iterable<T>, most: number): Iterable<T> {
  let count = 0;
  for (const item of items) {
    if (count++ === most) return;
    yield item;
  }
}
