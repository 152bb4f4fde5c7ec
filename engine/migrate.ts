import { isRepairable, lastEdits, takeAlong } from "./along.ts";
import { type Analysis, analyze, type ParsedFile, type Selection } from "./analyze.ts";
import { anyOfMindSpore } from "./any-name.ts";
import { isProven } from "./catalogue/evidence.ts";
import { type Finding, isRefusal, type Phase } from "./finding.ts";
import { accept } from "./fix/accept.ts";
import { writtenOut } from "./fix/definition-text.ts";
import { applyEdits } from "./fix/edits.ts";
import { type Left, refusedAmong, stillUnseen, type Told, withUnseen } from "./left.ts";
import { losses } from "./losses.ts";
import { summarize } from "./project/summarize.ts";
import { reliances, stillTorch } from "./reliance.ts";
import { ownerOf } from "./rules/index.ts";
import { shortName } from "./rules/wording.ts";
import { isTorchName } from "./semantics/frameworks.ts";
import type { Reference } from "./semantics/reference.ts";
import type { Span } from "./syntax/nodes.ts";
import type { Target } from "./target.ts";
import { type Unit, unitFinder, unitsOf } from "./unit.ts";

/** Parses a text; hosts that keep a tree for a document may answer from it. */
export type Parse = (text: string) => ParsedFile;

/** What rewriting a part of a file, or all of it, gives. */
export interface Rewrite {
  readonly text: string;
  /** How many repairs were made. */
  readonly changes: number;
  /** Why the rewrite is not safe, each reason once. */
  readonly unsafe: readonly string[];
  /** Forms of all repairs, for the evidence. */
  readonly forms: readonly string[];
  /** What is left to do by hand in the rewritten text. */
  readonly left: readonly Left[];
}

const PHASES: readonly Phase[] = ["local", "structure"];
const MAX_ROUNDS = 40;

/**
 * Rewrites units to a fixpoint: local repairs first, then what is structural on the text they left. `key` names one unit;
 * without it everything is rewritten. Where nothing of torch is left, the imports change last.
 */
export function rewrite(parse: Parse, text: string, target: Target, key?: string, selection: Selection = {}): Rewrite {
  return rewriteFrom(parse, analyze(parse(text), target, selection), key, selection);
}

/** The same from what is known of the text already. */
function rewriteFrom(parse: Parse, first: Analysis, key: string | undefined, selection: Selection): Rewrite {
  const { target, outside } = first;
  const unsafe = new Set<string>();
  const forms = new Set<string>();
  let changes = 0;
  let analysis = first;
  const look = (text: string): Analysis => analyze(parse(text), target, selection);
  const refusedMembers = refusedIn(analysis, key);
  let unseen: Left[] = [];
  const relied = reliances(analysis, insideUnit(analysis, key));
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const pending = pendingFindings(analysis, key).filter(isRepairable);
    const accepted = PHASES.map((phase) =>
      accept(
        pending.filter((f) => f.phase === phase),
        analysis.model,
      ),
    ).find((mends) => mends.length);
    if (!accepted) break;
    const made = takeAlong(accepted, analysis, look);
    if (made.after.text === analysis.text) break;
    for (const { mend } of made.accepted) {
      for (const form of mend.forms) forms.add(form);
      if (mend.unsafe) unsafe.add(mend.unsafe);
    }
    changes += made.accepted.length;
    unseen = stillUnseen([...unseen, ...refusedAmong(pendingFindings(analysis, key))], made.edits, made.after);
    analysis = made.after;
  }
  let file: ParsedFile = { text: analysis.text, module: analysis.model.module, outside };
  let left = withUnseen(leftIn(analysis, key, refusedMembers), unseen, []);
  if (relied.length) {
    analysis = analyze(amongMigrated(file), target, selection);
    left = withUnseen(leftIn(analysis, key, refusedMembers), left.filter(isOfTorch), []);
  }
  for (const form of forms) if (!isProven(form, target)) unsafe.add(unproven(form, target));
  if (left.length) unsafe.add(`${left.length} ${left.length === 1 ? "place is" : "places are"} left to do by hand`);
  if (changes) for (const source of relied) if (outside?.stays(source.path)) unsafe.add(stillTorch(source));
  const isBegun = changes > 0 || (key === undefined && isMigrated(analysis));
  const imports = isBegun ? lastEdits(analysis, insideUnit(analysis, key)) : [];
  if (imports.length) {
    file = parse(applyEdits(file.text, imports));
    changes ||= 1;
  }
  if (imports.length && left.length) {
    const after = analyze(relied.length ? amongMigrated(file) : file, target, selection);
    left = withUnseen(leftIn(after, key, refusedMembers), left, imports);
  }
  if (changes && outside) {
    const before = summarize({ text: first.text, module: first.model.module });
    for (const loss of losses(before, summarize(file), outside)) unsafe.add(loss);
  }
  return { text: file.text, changes, unsafe: [...unsafe], forms: [...forms].sort(), left };
}

/** Whether some of a file is MindSpore's: where somebody finished a migration by hand, torch's imports may be all that is left. */
const isMigrated = (analysis: Analysis): boolean =>
  anyOfMindSpore(analysis.model.names) || writtenOut(analysis).length > 0;

/** A file as it is where its project is migrated already. */
const amongMigrated = ({ text, module, outside }: ParsedFile): ParsedFile => ({
  ...{ text, module, isFinal: true },
  outside: outside?.migrated,
});

/** "nn.GELU is not proven for MindSpore 2.10 in this form" */
export function unproven(form: string, { mindspore }: Target): string {
  const subject = form.startsWith("torch.") ? shortName(form.split(/[(:/]/)[0]) : form;
  return `${subject} is not proven for MindSpore ${mindspore} in this form`;
}

/** Whether what is left stays so when the files around are migrated: a seam between frameworks does not. */
const isOfTorch = ({ finding }: Left): boolean => finding.category !== "seam" && finding.category !== "habit";

/** Rewrites only those units that are safe as a whole, one after the other, until none is left. */
export function rewriteSafely(parse: Parse, text: string, target: Target, selection: Selection = {}): Rewrite {
  let current = text;
  let changes = 0;
  const forms = new Set<string>();
  const refused = new Set<string>();
  for (;;) {
    const analysis = analyze(parse(current), target, selection);
    const units = unitsOf(analysis).filter(
      (unit) => !refused.has(unit.key) && pendingFindings(analysis, unit.key).length,
    );
    const safe = firstSafe(units, parse, analysis, selection);
    if (!safe) {
      const left = leftIn(analysis, undefined, refusedIn(analysis, undefined));
      return { text: current, changes, unsafe: [], forms: [...forms].sort(), left };
    }
    if (safe.result.text === current) refused.add(safe.unit.key);
    current = safe.result.text;
    changes += safe.result.changes;
    for (const form of safe.result.forms) forms.add(form);
  }
}

function firstSafe(units: readonly Unit[], parse: Parse, analysis: Analysis, selection: Selection) {
  for (const unit of units) {
    const result = rewriteFrom(parse, analysis, unit.key, selection);
    if (result.changes && !result.unsafe.length) return { unit, result };
  }
  return undefined;
}

/** Whether a place belongs to a unit; without a key everything does. */
function insideUnit(analysis: Analysis, key: string | undefined): (at: Span) => boolean {
  if (key === undefined) return () => true;
  const unitOf = unitFinder(unitsOf(analysis));
  return (at) => unitOf(at)?.key === key;
}

function pendingFindings(analysis: Analysis, key: string | undefined): Finding[] {
  return analysis.findings.filter(insideUnit(analysis, key));
}

/**
 * Uses of members of tensors and layers that were refused, by the member's name. Once the value is MindSpore's they are that
 * class's members and no rule speaks of them, but they are as wrong as before.
 */
function refusedIn(analysis: Analysis, key: string | undefined): Map<string, string> {
  const refused = new Map<string, string>();
  const pending = pendingFindings(analysis, key);
  // What is left of a step is told at its backward().
  const isTold = pending.some(({ name }) => name === "torch.Tensor.backward");
  for (const finding of pending) {
    const isOfStep = isTold && finding.rule === "training-step";
    const name = finding.name && !isOfStep ? memberOfMindSpore(finding.name) : undefined;
    const mend = name ? finding.mend() : undefined;
    if (name && mend && isRefusal(mend)) refused.set(name, mend.refused);
  }
  return refused;
}

const OWNERS: Readonly<Record<string, string>> = {
  Tensor: "mindspore.Tensor",
  "nn.Module": "mindspore.nn.Cell",
  "nn.Sequential": "mindspore.nn.SequentialCell",
  "nn.ModuleList": "mindspore.nn.CellList",
  "optim.Optimizer": "mindspore.experimental.optim.Optimizer",
  "optim.lr_scheduler.LRScheduler": "mindspore.experimental.optim.lr_scheduler.LRScheduler",
};

/** `torch.nn.Module.half` → `mindspore.nn.Cell.half`; nothing for what is no member of a value. */
function memberOfMindSpore(name: string): string | undefined {
  const [, owner, member] = /^torch\.([\w.]+)\.(\w+)$/.exec(name) ?? [];
  return owner && OWNERS[owner] && `${OWNERS[owner]}.${member}`;
}

/** A member's name with the class that all optimizers, or all schedulers, share in the place of the one. */
const ofSharedClass = (name: string): string =>
  name.replace(
    /^(mindspore\.experimental\.optim\.)(?:(lr_scheduler\.)\w+|[A-Z]\w*)(\.\w+)$/,
    (_, optim, scheduler, member) =>
      scheduler ? `${optim}${scheduler}LRScheduler${member}` : `${optim}Optimizer${member}`,
  );

/** Findings that no repair reaches, and torch names that no rule knows. */
function leftIn(analysis: Analysis, key: string | undefined, refusedMembers: ReadonlyMap<string, string>): Left[] {
  const refused = refusedAmong(pendingFindings(analysis, key));
  const all = [...refused, ...unknownIn(analysis, key), ...carriedOver(analysis, key, refusedMembers, refused)];
  // A seam is what other places leave behind: it is named where it is all that is left.
  const causes = all.filter(({ finding }) => finding.category !== "seam");
  return (causes.length ? causes : all).sort((a, b) => a.finding.start - b.finding.start);
}

/** Uses of torch names that the catalogue does not hold yet; annotations and tests of types stop nothing. */
function unknownIn(analysis: Analysis, key: string | undefined): Left[] {
  const isInside = insideUnit(analysis, key);
  return analysis.model.references
    .filter((reference) => isTorchName(reference.name) && !reference.alias && !ownerOf(reference.name))
    .filter((reference) => isInside(reference.node))
    .map((reference) => {
      const reason = `${reference.name} is not in the catalogue yet.`;
      return { finding: unknownFinding(reference, reason), reason };
    });
}

function carriedOver(
  analysis: Analysis,
  key: string | undefined,
  members: ReadonlyMap<string, string>,
  known: readonly Left[],
): Left[] {
  if (!members.size) return [];
  const isInside = insideUnit(analysis, key);
  return analysis.model.references
    .filter((reference) => members.has(ofSharedClass(reference.name)))
    .filter((reference) => isInside(reference.node))
    .filter(
      (reference) =>
        !known.some(({ finding }) => finding.start < reference.node.end && reference.node.end <= finding.end),
    )
    .map((reference) => {
      const reason = members.get(ofSharedClass(reference.name))!;
      return { finding: { ...unknownFinding(reference, reason), rule: "mapped-api", verdict: "manual" }, reason };
    });
}

function unknownFinding({ node, name }: Reference, message: string): Told {
  return {
    start: node.start,
    end: node.end,
    rule: "unknown-api",
    category: "api",
    verdict: "unknown",
    effect: "none",
    severity: "hint",
    message,
    name,
    phase: "local",
  };
}

/** Units with something to do, each with the result of rewriting it alone. */
export function unitRewrites(parse: Parse, analysis: Analysis, selection: Selection = {}): Map<Unit, Rewrite> {
  const rewrites = new Map<Unit, Rewrite>();
  for (const unit of unitsOf(analysis)) {
    if (!pendingFindings(analysis, unit.key).length) continue;
    rewrites.set(unit, rewriteFrom(parse, analysis, unit.key, selection));
  }
  return rewrites;
}
