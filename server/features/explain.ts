import { DEFAULT_TARGET, explainFinding, explain as explainName, hoverAt } from "#engine";
import type { Question } from "../protocol.ts";
import type { Session } from "../session.ts";

/** torch2ms/explain: the page of a rule or an API; at a place, the page of the finding there, and the finding itself. */
export function explain(session: Session, question: Question): { markdown: string } | null {
  const markdown = "name" in question ? explainName(question.name, DEFAULT_TARGET) : explainAt(session, question);
  return markdown === undefined ? null : { markdown };
}

function explainAt(session: Session, { uri, position }: Exclude<Question, { name: string }>): string | undefined {
  const document = session.document(uri);
  const analysis = document && session.analysis(document);
  if (!analysis) return undefined;
  const offset = document.span({ start: position, end: position }).start;
  const around = analysis.findings.filter(({ start, end }) => start <= offset && offset <= end);
  const finding = around.sort((a, b) => a.end - a.start - (b.end - b.start))[0];
  if (!finding) return hoverAt(analysis, offset)?.markdown;
  const page = explainName(finding.rule, analysis.target);
  return [page, "## Here", explainFinding(finding, analysis)].filter(Boolean).join("\n\n");
}
