import type { Connection } from "vscode-languageserver";
import type { Category } from "#engine";
import type { Document } from "../document.ts";
import { StatusNotification } from "../protocol.ts";
import type { Session } from "../session.ts";

const told = new WeakSet<Document>();

/** torch2ms/status: for files that use a framework, or did so before. */
export function reportStatus(connection: Connection, session: Session, document: Document): void {
  const analysis = session.analysis(document);
  if (!analysis || (!analysis.model.references.length && !told.has(document))) return;
  told.add(document);
  const byCategory: Partial<Record<Category, number>> = {};
  const findings = analysis.findings.filter((finding) => finding.severity !== "hint");
  for (const { category } of findings) byCategory[category] = (byCategory[category] ?? 0) + 1;
  const { uri, version } = document;
  void connection.sendNotification(StatusNotification, {
    uri,
    version,
    target: analysis.target,
    count: findings.length,
    byCategory,
  });
}
