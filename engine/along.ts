import type { Analysis } from "./analyze.ts";
import { type Edit, type Finding, isRefusal, type Mend } from "./finding.ts";
import { type Accepted, accept, editsOf } from "./fix/accept.ts";
import { applyEdits } from "./fix/edits.ts";
import { finishImports, withImport } from "./fix/imports.ts";
import type { Span } from "./syntax/nodes.ts";

/** Repairs as they are made, and the file after them. */
export interface Made {
  readonly accepted: readonly Accepted[];
  readonly edits: readonly Edit[];
  readonly after: Analysis;
}

/**
 * Makes repairs, and along with them those that would not be seen any more: what they go by, the class of a tensor or a layer,
 * is another one then, and what they repair would be as wrong as before. Where not all can be made together, what would not be
 * seen is made first, and the others are still to be found after it. What is structural waits for all of them.
 */
export function takeAlong(
  chosen: readonly Accepted[],
  before: Analysis,
  look: (text: string) => Analysis,
  first: ReadonlySet<Finding> = new Set(),
): Made {
  let accepted = chosen;
  for (;;) {
    const edits = withImport(editsOf(accepted), before.text, before.model);
    const text = applyEdits(before.text, edits);
    const after = text === before.text ? before : look(text);
    const taken = accepted.map(({ finding }) => finding);
    const others = before.findings.filter((finding) => finding.phase === "local" && !taken.includes(finding));
    const lost = [...lostBy(edits, others, before.text, after), ...boundToo(taken, others, edits, before, after)];
    if (!lost.length) return { accepted, edits, after };
    const more = accept([...taken, ...lost], before.model);
    const waiting = lost.filter((finding) => !first.has(finding) && !more.some((one) => one.finding === finding));
    if (waiting.length) return takeAlong(accept(waiting, before.model), before, look, new Set([...first, ...waiting]));
    if (more.length === accepted.length) return { accepted, edits, after };
    accepted = more;
  }
}

/**
 * Of some findings, those of the class that a variable stands for, where its call has been repaired and is found again: while
 * the variable is torch's, `BN(3, momentum=0.1)` says something else than it does with MindSpore's.
 */
function boundToo(
  taken: readonly Finding[],
  others: readonly Finding[],
  edits: readonly Edit[],
  before: Analysis,
  after: Analysis,
): Finding[] {
  const { references } = before.model;
  const calls = references.filter(({ alias, call, name }) =>
    taken.some((one) => alias && call && one.name === name && one.start === call.start && one.end === call.end),
  );
  if (!calls.length) return [];
  const open = taken.filter((one) => calls.some(({ call }) => call?.start === one.start && call.end === one.end));
  const names = new Set(open.filter((one) => foundAgain(one, edits, after)).map(({ name }) => name));
  const values = references.filter(({ alias, call, name }) => names.has(name) && (alias || !call));
  return others.filter((other) =>
    values.some(({ call, node }) => (call ?? node).start === other.start && isRepairable(other)),
  );
}

/** The same finding in the text that edits leave. */
export function foundAgain(lost: Omit<Finding, "mend">, edits: readonly Edit[], after: Analysis): Finding | undefined {
  const keys = keysAfter(lost, edits);
  return after.findings.find((finding) => keys.includes(keyOf(finding, finding)));
}

/** The change of imports that ends a migration: there is none while a repair of another part is still to come. */
export function lastEdits(analysis: Analysis, isDone: (at: Span) => boolean): Edit[] {
  const imports = finishImports(analysis.text, analysis.model);
  const isComing = imports.length && analysis.findings.some((finding) => !isDone(finding) && isRepairable(finding));
  return isComing ? [] : imports;
}

/** Whether something is done about a finding by repairs that nobody asks for by name. */
export function isRepairable(finding: Finding): boolean {
  const mend = finding.mend();
  if (isRefusal(mend) || !mend.edits.length) return false;
  // What may be meant as it stands is repaired only when asked for: a migration may have written it.
  return finding.category !== "habit" || mend.unsafe === undefined;
}

/** Of some findings, the repairs of what edits leave as it is, and that are not found there after them. */
function lostBy(edits: readonly Edit[], findings: readonly Finding[], text: string, after: Analysis): Finding[] {
  const found = new Map(after.findings.map((finding) => [keyOf(finding, finding), finding]));
  return findings.filter((finding) => {
    const over = edits.find((edit) => covers(edit, finding));
    const keys = over ? keysIn(over, finding, edits, text) : keysAfter(finding, edits);
    if (!keys.length || !isRepairable(finding)) return false;
    return !keys.some((key) => isSameRepair(finding, found.get(key)));
  });
}

/** Whether what is found in the place of a finding is repaired in the same way: in the same form, with nothing more written out. */
function isSameRepair(finding: Finding, now: Finding | undefined): boolean {
  if (!now || !isRepairable(now)) return false;
  const [before, after] = [finding.mend(), now.mend()];
  if (isRefusal(before) || isRefusal(after)) return true;
  const known = definitionsIn(before);
  return before.forms.join() === after.forms.join() && definitionsIn(after).every((name) => known.includes(name));
}

const definitionsIn = ({ edits }: Mend): string[] => edits.flatMap(({ definition }) => definition?.name ?? []);

/** The keys that a finding may have in what is written over it; none where its text is not written again. */
function keysIn(over: Edit, finding: Finding, edits: readonly Edit[], text: string): string[] {
  const source = text.slice(finding.start, finding.end);
  const offset = over.text.indexOf(source);
  if (offset < 0) return [];
  const others = edits.filter((edit) => edit !== over);
  return placesAfter(over.start, others).map((at) => {
    const start = at + offset;
    return keyOf(finding, { start, end: start + source.length });
  });
}

/** What tells findings apart: calls in a chain all start where it does. */
const keyOf = ({ rule, name }: Omit<Finding, "mend">, { start, end }: Span): string =>
  `${rule} ${name} ${start} ${end}`;

/** The keys that a finding may have after edits. */
const keysAfter = (finding: Omit<Finding, "mend">, edits: readonly Edit[]): string[] =>
  placesAfter(finding.start, edits).flatMap((start) =>
    placesAfter(finding.end, edits).map((end) => keyOf(finding, { start, end })),
  );

const covers = (edit: Edit, { start, end }: Span): boolean => edit.start <= start && end <= edit.end;

/** Where a place is after edits that leave it alone, behind what is inserted there. */
export const placeAfter = (place: number, edits: readonly Edit[]): number => placesAfter(place, edits)[1];

/** Where a place is after edits: what is inserted there may come before it or after it. */
function placesAfter(place: number, edits: readonly Edit[]): number[] {
  let [first, last] = [place, place];
  for (const { start, end, text } of edits) {
    if (end > place) continue;
    const grown = text.length - (end - start);
    if (start < place) first += grown;
    last += grown;
  }
  return [first, last];
}
