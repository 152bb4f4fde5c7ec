import { type Finding, severityOf } from "./finding.ts";
import type { Report, Rule } from "./rule.ts";
import { systemOf } from "./system.ts";

/** What a rule reports, as a finding. */
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
    mend,
  };
}
