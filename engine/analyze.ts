import type { Finding } from "./finding.ts";
import { writtenOut } from "./fix/definition-text.ts";
import { fitting } from "./fix/fitting.ts";
import { merge, order } from "./in-order.ts";
import { Keeper } from "./keeper.ts";
import { namesOf } from "./names.ts";
import { once } from "./once.ts";
import { findingOf } from "./reported.ts";
import type { Context, Report, Rule } from "./rule.ts";
import { ownerOf, RULES } from "./rules/index.ts";
import { SeenModel } from "./seen-model.ts";
import { frameworkOf, mentionsFramework } from "./semantics/frameworks.ts";
import { nameBehind } from "./semantics/kinds.ts";
import { Memory } from "./semantics/memory.ts";
import { inferFile } from "./semantics/model.ts";
import type { Outside } from "./semantics/outside.ts";
import type { Reference } from "./semantics/reference.ts";
import { suppressionsOf } from "./suppress.ts";
import type { Module, Span } from "./syntax/nodes.ts";
import type { Target } from "./target.ts";

/** A parsed file: its text and its nodes. */
export interface ParsedFile {
  readonly text: string;
  readonly module: Module;
  /** Whether it will not change any more: nothing is remembered for another version. */
  readonly isFinal?: boolean;
  /** What the project around it gives to its imports. */
  readonly outside?: Outside;
}

/** Which rules speak. */
export interface Selection {
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  /** Told of a rule that failed; without it the failure is thrown. Hosts set it, tests do not. */
  readonly failed?: (rule: string, error: unknown) => void;
}

export interface Analysis extends Context {
  /** In order of their place; suppressed and deselected ones are left out. */
  readonly findings: readonly Finding[];
  /** Those that comments silence. */
  readonly silenced: readonly Finding[];
}

/** What is remembered of files that are analysed again and again while they are edited. */
const memories = new WeakMap<ParsedFile, Memory>();

function memoryOf(file: ParsedFile): Memory {
  if (file.isFinal) return new Memory({ keeps: false });
  const memory = memories.get(file) ?? new Memory({ keeps: true });
  memories.set(file, memory);
  return memory;
}

/** Whether a file can need anything: it names a framework, or its project brings it something of one. */
const concernsFramework = ({ text }: ParsedFile, { references, classes, globals }: SeenModel): boolean =>
  references.length > 0 ||
  classes.some(({ roots }) => roots.length > 0) ||
  mentionsFramework(text) ||
  [...globals.values()].some((typed) => frameworkOf(nameBehind(typed) ?? ""));

/** What must change in a file, for a target. Pure: the same text and target give the same answer. */
export function analyze(file: ParsedFile, target: Target, selection: Selection = {}): Analysis {
  const { outside } = file;
  const model = new SeenModel(inferFile(file.module, memoryOf(file), outside));
  const context: Context = { text: file.text, model, target, names: namesOf(model), outside };
  if (!concernsFramework(file, model)) return { ...context, findings: [], silenced: [] };
  const keeper = file.isFinal ? undefined : Keeper.of(context);
  const found: Finding[] = [];
  for (const reference of model.references) {
    const known = keeper?.recall(reference);
    const finding = known ? known.finding : ask(reference, context, selection, keeper);
    if (finding) found.push(finding);
  }
  const scanned: Finding[] = [];
  for (const rule of SCANNING)
    attempt(rule, selection, () => {
      for (const report of rule.scan!(context)) scanned.push(foundBy(rule, report, context));
    });
  // They are MindSpore's, whatever the code that is still to be migrated gives them.
  const written = writtenOut(context);
  const suppressions = suppressionsOf(file.text, file.module);
  const [findings, silenced]: [Finding[], Finding[]] = [[], []];
  // References come in order, most findings with them.
  for (const finding of merge(order(found, byPlace), scanned.sort(byPlace), byPlace))
    if (isSelected(finding, selection) && !written.some((one) => holds(one, finding)))
      (suppressions.silences(finding) ? silenced : findings).push(finding);
  return { ...context, findings, silenced };
}

const SCANNING = RULES.filter((rule) => rule.scan);

const byPlace = (a: Finding, b: Finding): number => a.start - b.start || b.end - a.end;

/** What the rule that owns a reference finds of it. */
function ask(
  reference: Reference,
  context: Context,
  selection: Selection,
  keeper: Keeper | undefined,
): Finding | undefined {
  const rule = ownerOf(reference.name);
  if (!rule) return undefined;
  return attempt(rule, selection, () => {
    if (keeper) return keeper.ask(rule, reference);
    const report = rule.find?.(reference, context);
    return report && foundBy(rule, report, context);
  });
}

/** What a rule reports, with a repair that fits where it is written. */
function foundBy(rule: Rule, report: Report, context: Context): Finding {
  const mend = once(() => fitting(report.mend(), context));
  return findingOf(rule, report, mend);
}

const holds = (outer: Span, { start, end }: Span): boolean => outer.start <= start && end <= outer.end;

function attempt<T>(rule: Rule, { failed }: Selection, look: () => T): T | undefined {
  if (!failed) return look();
  try {
    return look();
  } catch (error) {
    failed(rule.name, error);
    return undefined;
  }
}

function isSelected(finding: Finding, { select, ignore }: Selection): boolean {
  return !(select?.length && !isNamed(finding, select)) && !(ignore?.length && isNamed(finding, ignore));
}

const isNamed = ({ rule, category }: Finding, names: readonly string[]): boolean =>
  names.includes(rule) || names.includes(category);
