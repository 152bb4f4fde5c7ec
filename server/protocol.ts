import {
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  NotificationType,
  type Position,
  type Range,
  RequestType,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { Category, Edit, Finding, Target } from "#engine";
import type { Client } from "./client.ts";
import type { Document } from "./document.ts";
import { pageOf } from "./pages.ts";

/** How much of an open PyTorch or MindSpore file is left to do; sent when that was counted anew. */
export interface Status {
  uri: string;
  version: number;
  target: Target;
  /** Findings that are more than a hint. */
  count: number;
  byCategory: Partial<Record<Category, number>>;
}
export const StatusNotification = new NotificationType<Status>("torch2ms/status");

/** A whole file as MindSpore. */
export interface Migration {
  text: string;
  /** Numbers: repairs made, reasons against trusting them, places left to do by hand. */
  summary: { changes: number; unsafe: number; left: number };
  /** Why the rewrite is not safe, each reason once. */
  unsafe: readonly string[];
  /** What is left to do by hand; lines count from 1. */
  left: readonly { line: number; rule: string; message: string }[];
}
export const MigrateRequest = new RequestType<{ uri: string }, Migration | null, void>("torch2ms/migrate");

/** Asks about a rule or an API by name, or about what stands at a place; null where nothing is known. */
export type Question = { name: string } | { uri: string; position: Position };
export const ExplainRequest = new RequestType<Question, { markdown: string } | null, void>("torch2ms/explain");

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

/** The range of a span of a document. */
export const rangeOf = ({ start, end }: { start: number; end: number }, { lines }: Document): Range => ({
  start: lines.position(start),
  end: lines.position(end),
});

/** A finding as the client can take it. */
export function diagnosticOf(finding: Finding, document: Document, client: Client): Diagnostic {
  const diagnostic: Diagnostic = {
    range: rangeOf(finding, document),
    severity: SEVERITIES[finding.severity],
    code: finding.rule,
    source: "torch2ms",
    message: finding.message,
  };
  if (client.linksDiagnostics) diagnostic.codeDescription = { href: pageOf(finding.rule) };
  if (client.fadesDiagnostics && finding.verdict === "needless") diagnostic.tags = [DiagnosticTag.Unnecessary];
  if (client.relatesDiagnostics && finding.related?.length)
    diagnostic.relatedInformation = finding.related.map((related) => ({
      location: { uri: document.uri, range: rangeOf(related, document) },
      message: related.message,
    }));
  return diagnostic;
}

/** Edits of one document; where the client can tell, they are refused once the document has changed. */
export function workspaceEditOf(edits: readonly Edit[], document: Document, client: Client): WorkspaceEdit {
  const changes: TextEdit[] = edits.map((edit) => ({ range: rangeOf(edit, document), newText: edit.text }));
  const { uri, version } = document;
  if (!client.versionsEdits) return { changes: { [uri]: changes } };
  return { documentChanges: [{ textDocument: { uri, version }, edits: changes }] };
}
