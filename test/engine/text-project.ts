import {
  type Analysis,
  analyze,
  DEFAULT_TARGET,
  type Files,
  Project,
  ProjectFile,
  type Rewrite,
  rewrite,
  type SourceFile,
} from "../../engine/index.ts";
import { parse } from "./parse.ts";

/** A project that lies nowhere but here: files by their paths below /p. */
export class TextProject {
  readonly project: Project;
  private readonly sources = new Map<string, SourceFile>();
  private readonly files = new Map<string, ProjectFile>();

  constructor(texts: Readonly<Record<string, string>>) {
    for (const [path, text] of Object.entries(texts)) this.sources.set(path, parse(text));
    const files: Files = {
      isFile: (path) => this.sources.has(path),
      isFolder: (path) => [...this.sources.keys()].some((file) => file.startsWith(`${path}/`)),
      text: (path) => this.sources.get(path)?.text,
      read: (path) => this.sources.get(path),
      below: (folder) => [...this.sources.keys()].filter((file) => file.startsWith(`${folder}/`)),
      rootOf: () => "/p",
    };
    this.project = new Project(files);
  }

  get texts(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.sources].map(([path, { text }]) => [path, text]));
  }

  analyze(path: string): Analysis {
    const file = this.files.get(path) ?? new ProjectFile(this.sources.get(path)!, this.project, path);
    this.files.set(path, file);
    return analyze(file, DEFAULT_TARGET);
  }

  hasErrors(path: string): boolean {
    return this.sources.get(path)!.module.errors.length > 0;
  }

  rewrite(path: string): Rewrite {
    const parseAs = (text: string) => new ProjectFile(parse(text), this.project, path);
    return rewrite(parseAs, this.sources.get(path)!.text, DEFAULT_TARGET);
  }

  /** Edits a file as an editor does, or creates it. */
  write(path: string, text: string): void {
    const source = this.sources.get(path);
    if (!source) {
      this.sources.set(path, parse(text));
      return this.project.moved();
    }
    const { start, end, piece } = changeBetween(source.text, text);
    source.update([{ start, end, text: piece }]);
    this.project.changed(path);
  }

  remove(path: string): void {
    this.sources.delete(path);
    this.files.delete(path);
    this.project.moved();
  }
}

/** The stretch in which two texts differ. */
function changeBetween(before: string, after: string): { start: number; end: number; piece: string } {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let same = 0;
  const most = Math.min(before.length, after.length) - start;
  while (same < most && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { start, end: before.length - same, piece: after.slice(start, after.length - same) };
}
