import {
  type Analysis,
  concernsTorch,
  type Finding,
  habitFixes,
  ignoreEdit,
  singleFix,
  singleFixes,
  type Unit,
  unitAt,
  unitsOf,
  unitTitle,
} from "#engine";
import type { Document } from "../document.ts";
import type { Session } from "../session.ts";
import type { Deed } from "./actionEdits.ts";
import { Kinds } from "./actionKinds.ts";

/** An action before it is spelled for the client: what it is called and what it does. */
export interface Offer {
  readonly title: string;
  readonly kind: string;
  readonly finding?: Finding;
  readonly preferred?: boolean;
  readonly deed?: Deed;
  /** A command of the client that is run instead. */
  readonly command?: { name: string; arguments: unknown[] };
}

/** Quick fixes for a finding, the best one first. */
export function quickFixes(finding: Finding, analysis: Analysis, document: Document, session: Session): Offer[] {
  const single = rewriteHere(finding, analysis);
  const whole = finding.category === "habit" ? undefined : rewriteUnit(finding, analysis, document, session);
  const offers = [whole && { ...whole, kind: Kinds.quickFix }, ...inOrder(single, everywhere(finding, analysis))];
  if (ignoreEdit(finding, analysis))
    offers.push({
      title: `Ignore \`${finding.rule}\` on this line`,
      kind: Kinds.quickFix,
      deed: { do: "ignore", rule: finding.rule, start: finding.start },
    });
  offers.push({
    title: `Explain \`${finding.rule}\``,
    kind: Kinds.quickFix,
    command: { name: "torch2ms.explain", arguments: [finding.rule] },
  });
  return offers.filter((offer) => offer !== undefined).map((offer) => ({ ...offer, finding }));
}

/** The rewrite of the unit around a place, if there is something to rewrite. */
export function rewriteUnit(
  at: { start: number; end: number },
  analysis: Analysis,
  document: Document,
  session: Session,
): Offer | undefined {
  const unit = unitAt(unitsOf(analysis), at);
  const result = unit && session.rewrite(document, unit.key);
  if (!unit || !result?.changes) return undefined;
  return {
    title: unitTitle(unit, result, analysis),
    kind: kindOfUnit(unit),
    preferred: result.unsafe.length === 0,
    deed: { do: "unit", unit: unit.key },
  };
}

/** The migration of the whole file: with a preview where the client has one. */
export function rewriteFile(analysis: Analysis, document: Document, session: Session): Offer | undefined {
  if (!concernsTorch(analysis) || !analysis.findings.length) return undefined;
  const command = "torch2ms.migrateFile";
  return session.client.commands.has(command)
    ? { title: "Migrate this file…", kind: Kinds.file, command: { name: command, arguments: [document.uri] } }
    : { title: "Migrate this file to MindSpore", kind: Kinds.file, deed: { do: "file" } };
}

/** The migration and the repair of habits as source actions. */
export function sourceActions(analysis: Analysis): Offer[] {
  const offers: Offer[] = [];
  if (concernsTorch(analysis) && analysis.findings.length)
    offers.push({ title: "Migrate this file to MindSpore", kind: Kinds.migrate, deed: { do: "file" } });
  if (habitFixes(analysis).length)
    offers.push({ title: "Repair PyTorch habits", kind: Kinds.fixAll, deed: { do: "habits" } });
  return offers;
}

const kindOfUnit = (unit: Unit): string => `${Kinds.unit}.${unit.kind === "file" ? "module" : unit.kind}`;

/** What is right by itself comes before the same everywhere, what is not after it. */
const inOrder = (single: Offer | undefined, everywhere: Offer | undefined): (Offer | undefined)[] =>
  single?.preferred ? [single, everywhere] : [everywhere, single];

function rewriteHere(finding: Finding, analysis: Analysis): Offer | undefined {
  if (finding.phase !== "local") return undefined;
  const fix = singleFix(finding, analysis);
  if (!fix) return undefined;
  const text = shortened(fix.text);
  const before = analysis.text.slice(finding.start, finding.end);
  const what = `${fix.alone ? `only this ${before.endsWith(")") ? "call" : "name"} ` : ""}${text ? `as ${text}` : "away"}`;
  const why = fix.alone ?? fix.unsafe;
  return {
    title: `Rewrite ${what}${why ? ` (unsafe: ${why})` : ""}`,
    kind: Kinds.quickFix,
    preferred: !why,
    deed: { do: "single", rule: finding.rule, start: finding.start },
  };
}

function everywhere(finding: Finding, analysis: Analysis): Offer | undefined {
  const same = analysis.findings.filter(({ rule, phase }) => rule === finding.rule && phase === "local");
  const { count } = singleFixes(same, analysis);
  if (count < 2) return undefined;
  return {
    title: `Rewrite all ${count} \`${finding.rule}\` in this file${unsafetyOf(same, analysis)}`,
    kind: Kinds.quickFix,
    deed: { do: "rule", rule: finding.rule },
  };
}

function unsafetyOf(findings: readonly Finding[], analysis: Analysis): string {
  for (const finding of findings) {
    const fix = singleFix(finding, analysis);
    const why = fix?.alone ?? fix?.unsafe;
    if (why) return ` (unsafe: ${why})`;
  }
  return "";
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
