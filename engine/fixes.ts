import type { Analysis, Selection } from "./analyze.ts";
import { proofsOf } from "./catalogue/evidence.ts";
import { type Edit, type Finding, isRefusal, type UnitKind } from "./finding.ts";
import { difference } from "./fix/edits.ts";
import { lineOf } from "./fix/lines.ts";
import { type Parse, type Rewrite, unitRewrites } from "./migrate.ts";
import { perWord } from "./per-word.ts";
import { spanOf, trainingsOf } from "./steps/step.ts";
import type { Span } from "./syntax/nodes.ts";
import { type Unit, unitFinder } from "./unit.ts";

/** The rewrite of the unit that a finding belongs to. */
export interface FindingFix {
  readonly title: string;
  readonly applicability: "safe" | "unsafe";
  readonly unit: UnitKind;
  /** Why it is unsafe; empty when it is safe. */
  readonly reasons: readonly string[];
  readonly edits: readonly Edit[];
  readonly evidence?: FixEvidence;
}

/** What was run for the forms that a finding's own repair relies on. */
export interface FixEvidence {
  readonly forms: readonly string[];
  /** The newest first. */
  readonly versions: readonly string[];
  readonly cases: number;
  /** The largest absolute difference from torch. */
  readonly difference: number;
  readonly backend: "CPU";
}

/** For every finding of a file that has one, the fix of its unit. A unit is rewritten once, whoever asks. */
export function fixesOf(
  parse: Parse,
  analysis: Analysis,
  selection: Selection = {},
): (finding: Finding) => FindingFix | undefined {
  const rewrites = unitRewrites(parse, analysis, selection);
  const unitOf = unitFinder([...rewrites.keys()]);
  const edits = new Map<Unit, readonly Edit[]>();
  // Told by comparing texts, which costs more than a reader of titles should pay.
  const editsOf = (unit: Unit, { text }: Rewrite): readonly Edit[] => {
    const known = edits.get(unit) ?? difference(analysis.text, text);
    edits.set(unit, known);
    return known;
  };
  return (finding) => {
    const unit = unitOf(finding);
    const result = unit && rewrites.get(unit);
    if (!unit || !result?.changes) return undefined;
    const mend = finding.mend();
    if (isRefusal(mend)) return undefined;
    return {
      title: unitTitle(unit, result, analysis),
      applicability: result.unsafe.length ? "unsafe" : "safe",
      unit: unit.kind,
      reasons: result.unsafe,
      get edits() {
        return editsOf(unit, result);
      },
      evidence: evidenceOf(mend.forms),
    };
  };
}

/** What was run for forms, or undefined where one of them was not. */
export const evidenceOf = (forms: readonly string[]): FixEvidence | undefined =>
  forms.length === 1 ? evidenceOfForm(forms[0]) : evidenceOfAll(forms);

const evidenceOfForm = perWord((form) => evidenceOfAll([form]));

function evidenceOfAll(forms: readonly string[]): FixEvidence | undefined {
  const [first, ...others] = forms.map(proofsOf);
  if (!first?.length || others.some((proofs) => !proofs.length)) return undefined;
  const versions = first
    .map(({ version }) => version)
    .filter((run) => others.every((proofs) => proofs.some(({ version }) => version === run)));
  const all = first.concat(...others);
  return {
    forms,
    versions,
    cases: all.reduce((sum, { cases }) => sum + cases, 0),
    difference: all.reduce((most, { difference }) => Math.max(most, difference), 0),
    backend: "CPU",
  };
}

/** "Migrate Net and Block (14 changes, all proven)" */
export function unitTitle(unit: Unit, result: Rewrite, analysis: Analysis): string {
  const count = `${result.changes} ${result.changes === 1 ? "change" : "changes"}`;
  const grade = result.unsafe.length ? `${count}; unsafe: ${result.unsafe[0]}` : `${count}, all proven`;
  const doubt = result.unsafe.length ? ` (unsafe: ${result.unsafe[0]})` : "";
  if (unit.kind === "step") return `Rewrite this training step (${linesOf(unit, analysis)})${doubt}`;
  if (unit.kind === "file") return `Migrate the code of this module (${grade})`;
  return `Migrate ${nameList(unit.names)} (${grade})`;
}

function nameList(names: readonly string[]): string {
  if (names.length > 3) return `${names.slice(0, 2).join(", ")} and ${names.length - 2} more`;
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names[0];
}

/** The lines of the steps in a unit; those of the unit where it has none. */
function linesOf(unit: Unit, analysis: Analysis): string {
  const line = (offset: number) => lineOf(analysis.text, offset);
  const inside = (span: Span) => unit.parts.some((part) => part.start <= span.start && span.end <= part.end);
  const steps = trainingsOf(analysis)
    .flatMap((training) => training.steps.map(spanOf))
    .filter(inside);
  const spans = steps.length ? steps : unit.parts;
  return `lines ${line(Math.min(...spans.map((s) => s.start)))}-${line(Math.max(...spans.map((s) => s.end)))}`;
}
