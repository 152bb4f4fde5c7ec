import type { Analysis } from "../analyze.ts";
import type { Finding, Verdict } from "../finding.ts";
import { ownerOf } from "../rules/index.ts";
import type { Reference } from "../semantics/reference.ts";
import type { Span } from "../syntax/nodes.ts";

/** What becomes of a reference, and who says so. */
export interface Judgement {
  readonly verdict: Verdict;
  /** Absent where no rule answers for the name. */
  readonly rule?: string;
  /** What is found there, unless a comment silences it. */
  readonly finding?: Finding;
}

/**
 * Judges references of a file: by what is found about the name there, silenced or not, else by what its rule finds around it
 * and takes it along with. Where there is neither, nothing has to change.
 */
export function judgeOf(analysis: Analysis): (reference: Reference) => Judgement {
  const shown = new Set(analysis.findings);
  const all = [...analysis.findings, ...analysis.silenced].sort((a, b) => a.start - b.start || b.end - a.end);
  const byName = grouped(all, (finding) => finding.name ?? "");
  const byRule = grouped(all, (finding) => finding.rule);
  return (reference) => {
    const { name, node } = reference;
    const owner = ownerOf(name)?.name;
    const finding =
      byName.get(name)?.findLast((candidate) => holds(candidate, node)) ??
      byRule.get(owner ?? "")?.findLast((candidate) => takesAlong(candidate, reference));
    if (!finding) return owner ? { verdict: "same", rule: owner } : { verdict: "unknown" };
    const { verdict, rule } = finding;
    return shown.has(finding) ? { verdict, rule, finding } : { verdict, rule };
  };
}

const holds = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** Rules that are silent about a name which the repair of another one rewrites as well. */
const TAKING_ALONG = new Set(["device-query", "in-place-method", "training-step"]);

/** `optimizer.zero_grad()` goes with the training step of its function, a test for a GPU with the device that it chooses. */
function takesAlong(finding: Finding, { name, node, place }: Reference): boolean {
  if (finding.name === name || !TAKING_ALONG.has(finding.rule)) return false;
  if (holds(finding, node)) return true;
  return finding.rule === "training-step" && (place.function === undefined || holds(place.function, finding));
}

function grouped(findings: readonly Finding[], by: (finding: Finding) => string): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(by(finding)) ?? [];
    groups.set(by(finding), group);
    group.push(finding);
  }
  return groups;
}
