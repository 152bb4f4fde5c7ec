import { createHash } from "node:crypto";
import { DEFAULT_TARGET, type Parse, type Rewrite, rewrite } from "#engine";
import type { Case, Outcome, ProvenVersion } from "./case.ts";
import type { Source } from "./mapping-cases.ts";

/** A source as one MindSpore version's migration of it. */
export interface Migrated {
  readonly source: Source;
  readonly version: ProvenVersion;
  readonly rewrite: Rewrite;
}

export const VERSIONS: readonly ProvenVersion[] = ["2.10", "2.7"];

/** Migrates every source for every proven version; what leaves something to do by hand is no case there. */
export function migrateSources(sources: readonly Source[], parse: Parse): Migrated[] {
  return VERSIONS.flatMap((version) =>
    sources
      .map((source) => ({
        source,
        version,
        rewrite: rewrite(parse, source.code, { ...DEFAULT_TARGET, mindspore: version }),
      }))
      .filter(({ rewrite }) => !rewrite.left.length),
  );
}

/** The case that proves one migration. */
export function caseOf({ source, version, rewrite }: Migrated): Case {
  const { id, code, twin, kind, inputs, options } = source;
  return { id: `${id}@${version}`, before: twin ?? code, after: rewrite.text, kind, inputs: [...inputs], options };
}

/** Says whether a recorded proof is still about what the tool writes today. */
export function hashOf(migrated: Migrated): string {
  return createHash("sha256")
    .update(JSON.stringify(caseOf(migrated)))
    .digest("hex")
    .slice(0, 12);
}

/** Evidence as it is shipped: per form and exact version, how many cases were equal and the largest difference. */
export interface Evidence {
  harness: string;
  versions: Record<string, string>;
  forms: Record<string, Record<string, [cases: number, difference: number]>>;
  cases: Record<string, string>;
}

/** Collects outcomes: a form counts for a version when cases of it were equal and none about it failed. */
export function collectEvidence(
  migrated: readonly Migrated[],
  outcomes: readonly Outcome[],
  harness: string,
): Evidence {
  const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  const failed = new Set<string>();
  const forms: Evidence["forms"] = {};
  const cases: Evidence["cases"] = {};
  const versions: Evidence["versions"] = {};
  for (const one of migrated) {
    const outcome = byId.get(caseOf(one).id);
    if (!outcome) continue;
    versions.torch = outcome.torch;
    versions[one.version] = outcome.mindspore;
    if (outcome.verdict === "equal") {
      cases[caseOf(one).id] = hashOf(one);
      for (const form of creditedForms(one)) credit(forms, form, outcome);
    } else for (const form of subjectForms(one)) failed.add(`${form}@${one.version}`);
  }
  for (const [form, proofs] of Object.entries(forms)) {
    for (const version of Object.keys(proofs)) if (failed.has(`${form}@${majorMinor(version)}`)) delete proofs[version];
    if (!Object.keys(proofs).length) delete forms[form];
  }
  return { harness, versions, forms: sorted(forms), cases: sorted(cases) };
}

function credit(forms: Evidence["forms"], form: string, { mindspore, difference = 0 }: Outcome): void {
  forms[form] ??= {};
  const proofs = forms[form];
  const [count, largest] = proofs[mindspore] ?? [0, 0];
  proofs[mindspore] = [count + 1, roundUp(Math.max(largest, difference))];
}

/**
 * The forms that a failed case speaks against: those of its own subject, not of what stands around it. An annotation stands
 * around nearly every one.
 */
function subjectForms({ source, rewrite }: Migrated): readonly string[] {
  const own = rewrite.forms.filter(
    (form) => form.startsWith(`${source.subject}(`) || form.startsWith(`${source.subject}:`),
  );
  return own.length ? own : creditedForms({ source, rewrite }).filter((form) => !form.startsWith("api:"));
}

/** The forms that a case is about; a name of torch for which nothing is written has one too. */
export function creditedForms({ source, rewrite }: Pick<Migrated, "source" | "rewrite">): readonly string[] {
  const { subject } = source;
  const isOwn = (form: string) => form.startsWith(subject) && /^[(:/]/.test(form.slice(subject.length));
  const isKept = subject.startsWith("torch.") && !rewrite.forms.some(isOwn);
  return isKept ? [...rewrite.forms, `${subject}:kept`] : rewrite.forms;
}

/** A bound with one digit, so that runs on other machines give the same file. */
const roundUp = (value: number): number => {
  if (value === 0) return 0;
  const scale = 10 ** Math.floor(Math.log10(value));
  return Number((Math.ceil(value / scale - 1e-9) * scale).toPrecision(1));
};

const majorMinor = (version: string): string => version.split(".").slice(0, 2).join(".");

const sorted = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
