import type { ParsedFile } from "../analyze.ts";
import type { Outside } from "../semantics/outside.ts";
import type { Module } from "../syntax/nodes.ts";
import { Concerns } from "./concerns.ts";
import { Fact } from "./facts.ts";
import type { Files } from "./files.ts";
import { asMigrated, Linker } from "./linker.ts";
import { Modules } from "./modules.ts";
import { summarize } from "./summarize.ts";
import type { Summary } from "./summary.ts";
import { Takers } from "./takers.ts";

/**
 * The files around a file: each is known to the others through its summary. Hosts say what has changed; what follows
 * from it is worked out when someone asks.
 */
export class Project {
  private readonly files: Files;
  private readonly modules: Modules;
  private readonly linker: Linker;
  /** Looks the same names up as they will be once every file is migrated. */
  private readonly migrated: Linker;
  private readonly summaries = new Map<string, Summary | undefined>();
  private readonly stale = new Set<string>();
  /** For each file that asked: what its imports give it. */
  private readonly readers = new Map<string, Fact>();
  private affected = new Set<string>();
  private together: ReadonlySet<string> = new Set();
  private readonly takers: Takers;
  private concerns: Concerns;

  constructor(files: Files) {
    this.files = files;
    this.modules = new Modules(files);
    this.concerns = new Concerns(files, this.modules);
    this.takers = new Takers(files, this.modules, (path, name) => this.summaryOf(path)?.names.has(name) === true);
    this.linker = new Linker(this.modules, (path) => this.summaryOf(path));
    this.migrated = new Linker(this.modules, (path) => this.summaryOf(path), asMigrated);
  }

  /** What a file's imports give it, as things are now; to be asked for anew with each analysis. */
  outsideOf(path: string): Outside {
    this.refresh();
    const reader = this.readers.get(path) ?? new Fact(noValue, () => this.hear(path));
    this.readers.set(path, reader);
    const migrated = this.outside(path, this.migrated, reader, () => migrated);
    return this.outside(path, this.linker, reader, () => migrated);
  }

  private outside(path: string, linker: Linker, reader: Fact, migrated: () => Outside): Outside {
    const during = <T>(action: () => T) => linker.facts.during(reader, action);
    return {
      given: reader,
      get migrated() {
        return migrated();
      },
      takersOf: (name, method) => this.takers.of(path, name).filter((taker) => this.mentions(taker, method)),
      stays: (other) => !this.together.has(path) || !this.together.has(other),
      module: (name, level) => {
        const module = during(() => linker.module(path, name, level));
        if (!module) return undefined;
        const { typed, member, exported } = module;
        return {
          typed,
          member: (child) => during(() => member(child)),
          exported: (child) => during(() => exported(child)),
        };
      },
    };
  }

  /** Whether a file can have to do with torch or MindSpore: it names one, or imports a file that does, and so on. */
  concernsFramework(path: string): boolean {
    return this.concerns.has(path);
  }

  /** Takes what a file says now as what it says to others, whatever becomes of it. */
  note(path: string, file: ParsedFile): void {
    if (!this.summaries.has(path)) this.summaries.set(path, summarize(file));
  }

  /** Files that are rewritten together, so that none of them has to do with the others as they were. */
  rewriteTogether(paths: Iterable<string>): void {
    this.together = new Set(paths);
  }

  /** A file's text is another one. */
  changed(path: string): void {
    this.concerns = new Concerns(this.files, this.modules);
    this.takers.changed(path);
    if (this.summaries.has(path)) this.stale.add(path);
  }

  /** Files have come or gone, or are at other places. */
  moved(): void {
    this.modules.forget();
    this.takers.forget();
    this.concerns = new Concerns(this.files, this.modules);
    for (const linker of [this.linker, this.migrated]) linker.forget();
    this.summaries.clear();
    this.stale.clear();
    for (const path of this.readers.keys()) this.affected.add(path);
    this.readers.clear();
  }

  /** The files whose imports give something else than when they were analysed; each is told once. */
  takeAffected(): ReadonlySet<string> {
    this.refresh();
    const affected = this.affected;
    this.affected = new Set();
    return affected;
  }

  private mentions(path: string, word: string | undefined): boolean {
    return word === undefined || new RegExp(`\\b${word}\\b`).test(this.files.text(path) ?? "");
  }

  private hear(path: string): void {
    this.readers.delete(path);
    this.affected.add(path);
  }

  private summaryOf(path: string): Summary | undefined {
    if (!this.summaries.has(path)) this.summaries.set(path, this.read(path, undefined));
    return this.summaries.get(path);
  }

  private read(path: string, before: Summary | undefined): Summary | undefined {
    const file = this.files.read(path);
    return file && summarize(file, before);
  }

  private refresh(): void {
    for (const path of this.stale) {
      const before = this.summaries.get(path);
      const now = this.read(path, before);
      this.summaries.set(path, now);
      for (const linker of [this.linker, this.migrated]) linker.changed(path, before, now);
    }
    this.stale.clear();
  }
}

const noValue = (): undefined => undefined;

/** A file together with what its project gives it. */
export class ProjectFile implements ParsedFile {
  private readonly source: ParsedFile;
  private readonly project: Project;
  private readonly path: string;

  constructor(source: ParsedFile, project: Project, path: string) {
    this.source = source;
    this.project = project;
    this.path = path;
  }

  get text(): string {
    return this.source.text;
  }

  get module(): Module {
    return this.source.module;
  }

  get isFinal(): boolean | undefined {
    return this.source.isFinal;
  }

  get outside(): Outside {
    return this.project.outsideOf(this.path);
  }
}
