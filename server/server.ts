import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  PositionEncodingKind,
  ResponseError,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { type Client, clientOf } from "./client.ts";
import type { Document } from "./document.ts";
import { Kinds } from "./features/actionKinds.ts";
import { codeActions, resolve } from "./features/codeAction.ts";
import { completion } from "./features/completion.ts";
import { PulledDiagnostics, PushedDiagnostics } from "./features/diagnostics.ts";
import { explain } from "./features/explain.ts";
import { hover } from "./features/hover.ts";
import { migrate } from "./features/migrate.ts";
import { reportStatus } from "./features/status.ts";
import type { Host } from "./host.ts";
import { Lull } from "./lull.ts";
import { Preferences } from "./preferences.ts";
import { ExplainRequest, MigrateRequest } from "./protocol.ts";
import { Session } from "./session.ts";

/** Speaks the language server protocol over a connection until it is closed. */
export function serve(connection: Connection, host: Host): void {
  connection.onInitialize(async (params: InitializeParams): Promise<InitializeResult> => {
    const client = clientOf(params);
    const preferences = new Preferences(connection, client, host, params.initializationOptions);
    const session = new Session(await host.grammar, client, preferences, host, connection.console);
    const lull = new Lull(host.turn);
    answerRequests(connection, session);
    if (client.pullsDiagnostics) answerPulls(connection, session, lull, host.turn);
    followDocuments(connection, session, lull);
    return { serverInfo: { name: "torch2ms", version: host.version }, capabilities: capabilitiesFor(client) };
  });
  connection.listen();
}

function capabilitiesFor(client: Client): InitializeResult["capabilities"] {
  return {
    positionEncoding: PositionEncodingKind.UTF16,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    hoverProvider: true,
    completionProvider: { triggerCharacters: ["[", ",", ":"] },
    codeActionProvider: {
      codeActionKinds: [Kinds.quickFix, Kinds.unit, Kinds.migrate, Kinds.fixAll],
      resolveProvider: true,
    },
    ...(client.pullsDiagnostics && {
      diagnosticProvider: { identifier: "torch2ms", interFileDependencies: true, workspaceDiagnostics: false },
    }),
  };
}

function answerRequests(connection: Connection, session: Session): void {
  const ready = (uri: string) => session.preferences.ready(uri);
  connection.onHover(async (params) => {
    await ready(params.textDocument.uri);
    return hover(session, params);
  });
  connection.onCodeAction(async (params) => {
    await ready(params.textDocument.uri);
    return codeActions(session, params);
  });
  connection.onCompletion((params) => completion(session, params));
  connection.onCodeActionResolve((action) => resolve(session, action));
  connection.onRequest(MigrateRequest, async ({ uri }) => {
    await ready(uri);
    return migrate(session, uri);
  });
  connection.onRequest(ExplainRequest, (question) => explain(session, question));
}

function answerPulls(connection: Connection, session: Session, lull: Lull, turn: Host["turn"]): void {
  const pulled = new PulledDiagnostics();
  const afterAnswer = async (document: Document, version: number): Promise<void> => {
    await turn();
    const isCurrent = session.document(document.uri) === document && document.version === version;
    if (isCurrent) reportStatus(connection, session, document);
  };
  connection.languages.diagnostics.on(async (params, token) => {
    await session.preferences.ready(params.textDocument.uri);
    await lull.wait();
    if (token.isCancellationRequested)
      throw new ResponseError(LSPErrorCodes.RequestCancelled, "The file has changed meanwhile.");
    const document = session.document(params.textDocument.uri);
    const report = pulled.report(session, params);
    if (document) void afterAnswer(document, document.version);
    const others = session.takeAffected().filter((affected) => affected !== document);
    if (others.length && session.client.refreshesDiagnostics) void connection.languages.diagnostics.refresh();
    return report;
  });
}

function followDocuments(connection: Connection, session: Session, lull: Lull): void {
  const { client, preferences } = session;
  const pushed = client.pullsDiagnostics ? undefined : new PushedDiagnostics(connection, session, () => lull.wait());
  connection.onDidOpenTextDocument(({ textDocument }) => {
    const document = session.open(textDocument);
    if (document) pushed?.changed(document);
    othersChanged();
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    lull.disturb();
    const document = session.change(textDocument.uri, textDocument.version, contentChanges);
    if (document) pushed?.changed(document);
  });
  connection.onDidCloseTextDocument(({ textDocument }) => {
    const document = session.close(textDocument.uri);
    if (document) pushed?.closed(document);
    othersChanged();
  });
  const othersChanged = (): void => {
    const affected = session.takeAffected();
    for (const document of affected) pushed?.changed(document);
    if (affected.length && client.pullsDiagnostics && client.refreshesDiagnostics)
      void connection.languages.diagnostics.refresh();
  };
  const settingsChanged = (sent?: unknown): void => {
    preferences.changed(sent);
    for (const document of session.documents) pushed?.changed(document);
    if (client.pullsDiagnostics && client.refreshesDiagnostics) void connection.languages.diagnostics.refresh();
  };
  connection.onDidChangeConfiguration(({ settings }) => settingsChanged(settings));
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const files = changes.filter(({ uri }) => !uri.endsWith("/pyproject.toml"));
    if (files.length < changes.length) settingsChanged();
    if (!files.length) return;
    const isInPlace = files.every(({ type }) => type === FileChangeType.Changed);
    session.changedOnDisk(
      files.map(({ uri }) => uri),
      isInPlace ? "changed" : "moved",
    );
    othersChanged();
  });
  connection.onInitialized(() => {
    if (client.tellsConfiguration)
      void connection.client.register(DidChangeConfigurationNotification.type, { section: "torch2ms" });
    if (client.watchesFiles)
      void connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: "**/pyproject.toml" }, { globPattern: "**/*.{py,pyi}" }],
      });
  });
}
