import { type Files, type ParsedFile, Project, ProjectFile } from "#engine";
import type { Document } from "./document.ts";
import type { HostFiles } from "./host.ts";

/** The projects around the open documents: what is open is as the editor has it, everything else as the host has it. */
export class Workspace implements Files {
  readonly #host: HostFiles;
  readonly #open = new Map<string, Document>();
  readonly #paths = new WeakMap<Document, string | undefined>();
  readonly #project = new Project(this);
  readonly #files = new WeakMap<ParsedFile, ParsedFile>();

  constructor(host: HostFiles) {
    this.#host = host;
  }

  /** A document as part of its project; a document that lies nowhere stands alone. */
  fileOf(document: Document): ParsedFile {
    const source = document.parsed();
    const known = this.#files.get(source) ?? this.parsedAs(document, source);
    this.#files.set(source, known);
    return known;
  }

  /** Another text in the place of a document. */
  parsedAs(document: Document, source: ParsedFile): ParsedFile {
    const path = this.#paths.get(document);
    return path === undefined ? source : new ProjectFile(source, this.#project, path);
  }

  opened(document: Document): void {
    const path = this.#host.pathOf(document.uri);
    this.#paths.set(document, path);
    if (path === undefined) return;
    const isNew = !this.isFile(path);
    this.#open.set(path, document);
    if (isNew) this.#project.moved();
    else this.#project.changed(path);
  }

  changed(document: Document): void {
    const path = this.#paths.get(document);
    if (path !== undefined) this.#project.changed(path);
  }

  closed(document: Document): void {
    const path = this.#paths.get(document);
    if (path === undefined || !this.#open.delete(path)) return;
    if (this.isFile(path)) this.#project.changed(path);
    else this.#project.moved();
  }

  /** Files on disk have changed, come or gone. */
  changedOnDisk(uris: readonly string[], whether: "changed" | "moved"): void {
    if (whether === "moved") {
      this.#host.forget();
      return this.#project.moved();
    }
    for (const path of uris.map((uri) => this.#host.pathOf(uri)))
      if (path !== undefined && !this.#open.has(path)) this.#project.changed(path);
  }

  /** The open documents to which other files give something else than before; each is told once. */
  takeAffected(): Document[] {
    return [...this.#project.takeAffected()].flatMap((path) => this.#open.get(path) ?? []);
  }

  isFile(path: string): boolean {
    return this.#open.has(path) || this.#host.isFile(path);
  }

  isFolder(path: string): boolean {
    return this.#host.isFolder(path);
  }

  text(path: string): string | undefined {
    return this.#open.get(path)?.parsed().text ?? this.#host.text(path);
  }

  read(path: string): ParsedFile | undefined {
    return this.#open.get(path)?.parsed() ?? this.#host.read(path);
  }

  /** What is open and nowhere on disk yet is taken by nobody. */
  below(folder: string): Iterable<string> {
    return this.#host.below(folder);
  }

  rootOf(path: string): string {
    return this.#host.rootOf(path);
  }
}
