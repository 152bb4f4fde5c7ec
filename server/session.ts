import type { Connection, TextDocumentContentChangeEvent, TextDocumentItem } from "vscode-languageserver";
import {
  type Analysis,
  analyze,
  type Edit,
  type Finding,
  type Grammar,
  type Parse,
  parseOnce,
  placeFix,
  type Rewrite,
  rewrite,
} from "#engine";
import type { Client } from "./client.ts";
import { Document } from "./document.ts";
import type { Host } from "./host.ts";
import type { Preferences } from "./preferences.ts";
import { isShown, type Settings } from "./settings/settings.ts";
import { Workspace } from "./workspace.ts";

/** Documents that are shown but that nobody can edit. */
const FOREIGN_SCHEME = /^(git|gitlens|vscode-vfs-diff|torch2ms-preview|torch2ms-explain|output):/;

/** An analysis is right for one version of a document under one set of settings. */
interface Analysed {
  readonly version: number;
  readonly settings: Settings;
  readonly analysis: Analysis | undefined;
  readonly rewrites: Map<string | undefined, Rewrite>;
}

/** The open documents and what is known of them; nothing else is state. */
export class Session {
  readonly client: Client;
  readonly preferences: Preferences;
  readonly #grammar: Grammar;
  readonly #log: Connection["console"];
  readonly #documents = new Map<string, Document>();
  readonly #analysed = new WeakMap<Document, Analysed>();
  readonly #workspace: Workspace;
  /** Documents whose answers are others because of other files, until someone takes them. */
  readonly #affected = new Set<Document>();

  constructor(grammar: Grammar, client: Client, preferences: Preferences, host: Host, log: Connection["console"]) {
    this.#grammar = grammar;
    this.#workspace = new Workspace(host.filesIn(client.folders, (text) => parseOnce(grammar, text)));
    this.client = client;
    this.preferences = preferences;
    this.#log = log;
  }

  get documents(): IterableIterator<Document> {
    return this.#documents.values();
  }

  document(uri: string): Document | undefined {
    return this.#documents.get(uri);
  }

  open({ uri, languageId, version, text }: TextDocumentItem): Document | undefined {
    this.close(uri);
    if (!isPython(languageId, uri) || FOREIGN_SCHEME.test(uri)) return undefined;
    const document = new Document(this.#grammar, uri, version, text);
    this.#documents.set(uri, document);
    this.#workspace.opened(document);
    return document;
  }

  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): Document | undefined {
    const document = this.#documents.get(uri);
    document?.change(version, changes);
    if (document) this.#workspace.changed(document);
    return document;
  }

  close(uri: string): Document | undefined {
    const document = this.#documents.get(uri);
    if (document) this.#workspace.closed(document);
    document?.dispose();
    this.#documents.delete(uri);
    this.preferences.forget(uri);
    return document;
  }

  /** Python files have changed, come or gone on disk. */
  changedOnDisk(uris: readonly string[], whether: "changed" | "moved"): void {
    this.#workspace.changedOnDisk(uris, whether);
  }

  /** The open documents whose answers are others because of other files; each is told once. */
  takeAffected(): Document[] {
    this.#refresh();
    const affected = [...this.#affected];
    this.#affected.clear();
    return affected;
  }

  /** What must change in a document as it is now; undefined where it is switched off, or could not be analysed. */
  analysis(document: Document): Analysis | undefined {
    return this.#analysedNow(document).analysis;
  }

  /** The findings that the settings show. */
  shown(document: Document): readonly Finding[] {
    const { show } = this.preferences.of(document.uri);
    return this.analysis(document)?.findings.filter((finding) => isShown(finding, show)) ?? [];
  }

  /** The rewrite of one unit of a document, or of all of it; made once a version. */
  rewrite(document: Document, unit?: string): Rewrite | undefined {
    const { analysis, rewrites, settings } = this.#analysedNow(document);
    if (!analysis) return undefined;
    const parse = this.#parserFor(document);
    const done = rewrites.get(unit) ?? rewrite(parse, analysis.text, settings.target, unit, settings.selection);
    rewrites.set(unit, done);
    return done;
  }

  /** The edits that repair single places of a document, with what has to change along with them. */
  repair(document: Document, findings: readonly Finding[]): readonly Edit[] {
    const { analysis, settings } = this.#analysedNow(document);
    return analysis ? placeFix(this.#parserFor(document), findings, analysis, settings.selection) : [];
  }

  /** Parses other texts of a document, beside its project's files. */
  #parserFor(document: Document): Parse {
    return (text) => this.#workspace.parsedAs(document, parseOnce(this.#grammar, text));
  }

  #analysedNow(document: Document): Analysed {
    this.#refresh();
    const settings = this.preferences.of(document.uri);
    const { version } = document;
    const known = this.#analysed.get(document);
    if (known?.version === version && known.settings === settings) return known;
    const fresh = { version, settings, analysis: this.#analyse(document, settings), rewrites: new Map() };
    this.#analysed.set(document, fresh);
    return fresh;
  }

  /** One file that cannot be analysed must not take the server with it. */
  #analyse(document: Document, settings: Settings): Analysis | undefined {
    if (!settings.enable) return undefined;
    try {
      return analyze(this.#workspace.fileOf(document), settings.target, settings.selection);
    } catch (error) {
      this.#log.error(`${document.uri} could not be analysed: ${error instanceof Error ? error.stack : error}`);
      return undefined;
    }
  }

  #refresh(): void {
    for (const document of this.#workspace.takeAffected()) {
      this.#analysed.delete(document);
      this.#affected.add(document);
    }
  }
}

/** An editor that was not told of file types sends none; the name tells then. */
const isPython = (languageId: string, uri: string): boolean =>
  languageId === "python" || (languageId === "" && uri.endsWith(".py"));
