import { LineIndex } from "#engine";
import type { Migration } from "../protocol.ts";
import type { Session } from "../session.ts";

/** torch2ms/migrate: a document migrated as a whole; nothing is written. */
export function migrate(session: Session, uri: string): Migration | null {
  const document = session.document(uri);
  const result = document && session.rewrite(document);
  if (!result) return null;
  const { text, changes, unsafe } = result;
  const lines = new LineIndex(text);
  const left = result.left.map(({ finding, reason }) => ({
    line: lines.position(finding.start).line + 1,
    rule: finding.rule,
    message: reason,
  }));
  return { text, summary: { changes, unsafe: unsafe.length, left: left.length }, unsafe, left };
}
