import {
  type Analysis,
  type Edit,
  type Finding,
  type FindingFix,
  fixesOf,
  type Parse,
  type Selection,
  singleFix,
} from "#engine";
import { pageOf } from "#server/pages.ts";
import { type Place, Places } from "./places.ts";

/** A finding as programs read it. This form is a promise: fields may be added, none is changed. */
export interface Entry {
  file: string;
  start: Place;
  /** Exclusive. */
  end: Place;
  rule: string;
  /** The system of the migration guide that it belongs to. */
  category: Finding["category"];
  verdict: Finding["verdict"];
  effect: Finding["effect"];
  severity: Finding["severity"];
  message: string;
  url: string;
  /** The rewrite of everything that has to change together with it. */
  fix: Fix | null;
  /** What was run for its own repair. */
  evidence: FindingFix["evidence"] | null;
}

export interface Fix {
  title: string;
  applicability: FindingFix["applicability"];
  unit: FindingFix["unit"];
  edits: { start: Place; end: Place; text: string }[];
}

/** The findings of one file as entries. */
export function jsonEntries(
  file: string,
  analysis: Analysis,
  findings: readonly Finding[],
  parse: Parse,
  selection: Selection,
): Entry[] {
  const places = new Places(analysis.text);
  const fixOf = fixesOf(parse, analysis, selection);
  return findings.map((finding) => {
    const fix = finding.category === "habit" ? callFix(finding, analysis) : fixOf(finding);
    const { rule, category, verdict, effect, severity, message } = finding;
    const [start, end] = [places.at(finding.start), places.at(finding.end)];
    return {
      ...{ file, start, end, rule, category, verdict, effect, severity, message },
      url: pageOf(rule),
      fix: fix ? fixEntry(fix, places) : null,
      evidence: fix?.evidence ?? null,
    };
  });
}

/** A habit is repaired by itself: nothing else has to change with it. */
function callFix(finding: Finding, analysis: Analysis): FindingFix | undefined {
  const fix = singleFix(finding, analysis);
  if (!fix) return undefined;
  const { text, edits, evidence, unsafe } = fix;
  const reasons = unsafe ? [unsafe] : [];
  return {
    title: `Rewrite as ${text}`,
    applicability: unsafe ? "unsafe" : "safe",
    unit: "call",
    reasons,
    edits,
    evidence,
  };
}

function fixEntry({ title, applicability, unit, edits }: FindingFix, places: Places): Fix {
  const edit = ({ start, end, text }: Edit) => ({ start: places.at(start), end: places.at(end), text });
  return { title, applicability, unit, edits: edits.map(edit) };
}
