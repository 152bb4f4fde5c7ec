import { CodeActionKind, DiagnosticTag, type InitializeParams, MarkupKind } from "vscode-languageserver";
import { isRecord } from "./settings/settings.ts";

/** What the editor at the other end can do. */
export interface Client {
  /** URIs of the folders that are open. */
  readonly folders: readonly string[];
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly knowsVersions: boolean;
  readonly relatesDiagnostics: boolean;
  readonly fadesDiagnostics: boolean;
  readonly linksDiagnostics: boolean;
  readonly answersConfiguration: boolean;
  readonly tellsConfiguration: boolean;
  readonly watchesFiles: boolean;
  readonly showsMarkdown: boolean;
  readonly takesActions: boolean;
  readonly resolvesActions: boolean;
  readonly versionsEdits: boolean;
  /** Commands that the client runs itself; an action with another one is not offered. */
  readonly commands: ReadonlySet<string>;
}

/** Reads the capabilities that a client announces; a client that says nothing can do the least. */
export function clientOf({ capabilities, initializationOptions, workspaceFolders, rootUri }: InitializeParams): Client {
  const { textDocument, workspace } = capabilities;
  const diagnostics = { ...textDocument?.publishDiagnostics, ...textDocument?.diagnostic };
  const action = textDocument?.codeAction;
  const commands = isRecord(initializationOptions) ? initializationOptions.clientCommands : undefined;
  return {
    folders: workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []),
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    knowsVersions: diagnostics.versionSupport === true,
    relatesDiagnostics: diagnostics.relatedInformation === true,
    fadesDiagnostics: diagnostics.tagSupport?.valueSet.includes(DiagnosticTag.Unnecessary) === true,
    linksDiagnostics: diagnostics.codeDescriptionSupport === true,
    answersConfiguration: workspace?.configuration === true,
    tellsConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    showsMarkdown: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) === true,
    takesActions: action?.codeActionLiteralSupport?.codeActionKind.valueSet.includes(CodeActionKind.QuickFix) === true,
    resolvesActions: action?.dataSupport === true && action.resolveSupport?.properties.includes("edit") === true,
    versionsEdits: workspace?.workspaceEdit?.documentChanges === true,
    commands: new Set(Array.isArray(commands) ? commands : []),
  };
}
