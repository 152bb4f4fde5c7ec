import {
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type Position,
  type Range,
} from "vscode-languageserver";
import type { Document } from "../document.ts";
import { diagnosticOf } from "../protocol.ts";
import type { Session } from "../session.ts";
import { reportStatus } from "./status.ts";

/** Diagnostics that are the same as before go by an id instead of once more over the wire. */
export class PulledDiagnostics {
  readonly #last = new WeakMap<Document, { id: string; items: readonly Diagnostic[] }>();
  #number = 0;

  /** textDocument/diagnostic. */
  report(session: Session, params: DocumentDiagnosticParams): DocumentDiagnosticReport {
    const document = session.document(params.textDocument.uri);
    if (!document) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const items = session.shown(document).map((finding) => diagnosticOf(finding, document, session.client));
    const resultId = this.#idOf(document, items);
    return resultId === params.previousResultId
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
      : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  }

  #idOf(document: Document, items: readonly Diagnostic[]): string {
    const last = this.#last.get(document);
    if (last && areSame(last.items, items)) return last.id;
    const id = String(++this.#number);
    this.#last.set(document, { id, items });
    return id;
  }
}

const areSame = (some: readonly Diagnostic[], others: readonly Diagnostic[]): boolean =>
  some.length === others.length && some.every((one, i) => isSame(one, others[i]));

/** Whether two diagnostics are the same for those who see them. */
const isSame = (a: Diagnostic, b: Diagnostic): boolean =>
  a.message === b.message &&
  a.code === b.code &&
  a.severity === b.severity &&
  isSameRange(a.range, b.range) &&
  a.tags?.length === b.tags?.length && // of one kind
  (a.relatedInformation === b.relatedInformation ||
    JSON.stringify(a.relatedInformation) === JSON.stringify(b.relatedInformation));

const isSameRange = (a: Range, b: Range): boolean => isSamePosition(a.start, b.start) && isSamePosition(a.end, b.end);

const isSamePosition = (a: Position, b: Position): boolean => a.line === b.line && a.character === b.character;

/** Publishes diagnostics of documents that changed; versions that were superseded meanwhile are skipped. */
export class PushedDiagnostics {
  readonly #connection: Connection;
  readonly #session: Session;
  readonly #settled: () => Promise<void>;
  readonly #waiting = new Set<Document>();
  #running = false;

  constructor(connection: Connection, session: Session, settled: () => Promise<void>) {
    this.#connection = connection;
    this.#session = session;
    this.#settled = settled;
  }

  /** The diagnostics of a document have to be told, as it is when its turn has come. */
  changed(document: Document): void {
    this.#waiting.add(document);
    if (!this.#running) void this.#run();
  }

  closed({ uri }: Document): void {
    this.#connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  async #run(): Promise<void> {
    this.#running = true;
    try {
      for (const document of this.#waiting) {
        await this.#session.preferences.ready(document.uri);
        await this.#settled();
        this.#waiting.delete(document);
        this.#publish(document);
      }
    } catch (error) {
      this.#connection.console.error(String(error instanceof Error ? error.stack : error));
    } finally {
      this.#running = false;
    }
  }

  #publish(document: Document): void {
    const { client } = this.#session;
    const { uri, version } = document;
    if (this.#session.document(uri) !== document) return;
    const diagnostics = this.#session.shown(document).map((finding) => diagnosticOf(finding, document, client));
    this.#connection.sendDiagnostics(client.knowsVersions ? { uri, version, diagnostics } : { uri, diagnostics });
    reportStatus(this.#connection, this.#session, document);
    for (const other of this.#session.takeAffected()) if (other !== document) this.#waiting.add(other);
  }
}
