import { difference, type Edit, habitFixes, ignoreEdit } from "#engine";
import type { Document } from "../document.ts";
import type { Session } from "../session.ts";

/** What an action does, as it travels to the client and back. */
export type Deed =
  | { do: "unit"; unit: string }
  | { do: "file" }
  | { do: "habits" }
  | { do: "rule"; rule: string }
  | { do: "single" | "ignore"; rule: string; start: number };

/** The edits of a deed on a document as it is now; empty where nothing is to do any more. */
export function editsOf(deed: Deed, document: Document, session: Session): readonly Edit[] {
  const analysis = session.analysis(document);
  if (!analysis) return [];
  switch (deed.do) {
    case "unit":
      return difference(analysis.text, session.rewrite(document, deed.unit)?.text ?? analysis.text);
    case "file":
      return difference(analysis.text, session.rewrite(document)?.text ?? analysis.text);
    case "habits":
      return habitFixes(analysis);
    case "rule":
      return session.repair(
        document,
        analysis.findings.filter((finding) => finding.rule === deed.rule),
      );
  }
  const finding = analysis.findings.find(({ rule, start }) => rule === deed.rule && start === deed.start);
  if (!finding) return [];
  if (deed.do === "ignore") return [ignoreEdit(finding, analysis) ?? []].flat();
  return session.repair(document, [finding]);
}
