import { type Finding, severityOf } from "./finding.ts";
import type { Report, Rule } from "./rule.ts";
import type { Span } from "./syntax/nodes.ts";
import { systemOf } from "./system.ts";

/** What a rule reports, as a finding; its repair is made once, when it is asked for. */
export function findingOf(rule: Rule, report: Report, mend: Finding["mend"]): Finding {
  const { at, verdict, effect, message, name, related, severity } = report;
  return {
    start: at.start,
    end: at.end,
    rule: rule.name,
    category: systemOf(rule.category, name),
    verdict,
    effect,
    severity: severity ?? severityOf(verdict, effect),
    message,
    name,
    related,
    phase: rule.phase ?? "local",
    mend: once(mend),
  };
}

/** Makes a finding of one version of a file that of the next, where it stands elsewhere and is repaired anew. */
export function moveFinding(finding: Finding, { start, end }: Span, mend: Finding["mend"]): void {
  finding.start = start;
  finding.end = end;
  finding.mend = once(mend);
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
