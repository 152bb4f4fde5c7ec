import type { Finding } from "./finding.ts";
import { writtenOut } from "./fix/definition-text.ts";
import { Keeper } from "./keeper.ts";
import { namesOf } from "./names.ts";
import { findingOf } from "./reported.ts";
import type { Context, Rule } from "./rule.ts";
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
  const keeper = file.isFinal ? undefined : new Keeper(context);
  const suppressions = suppressionsOf(file.text, file.module);
  const [findings, silenced]: [Finding[], Finding[]] = [[], []];
  // They are MindSpore's, whatever the code that is still to be migrated gives them.
  const written = writtenOut(context);
  const isWritten = (finding: Finding): boolean => written.some((one) => holds(one, finding));
  const take = (finding: Finding | undefined): void => {
    if (!finding || isWritten(finding) || !isSelected(finding, selection)) return;
    (suppressions.silences(finding) ? silenced : findings).push(finding);
  };
  const ask = (rule: Rule, reference: Reference): Finding | undefined => {
    if (keeper) return keeper.find(rule, reference);
    const report = rule.find?.(reference, context);
    return report && findingOf(rule, report, report.mend);
  };
  for (const reference of model.references) {
    const rule = ownerOf(reference.name);
    if (rule) attempt(rule, selection, () => take(ask(rule, reference)));
  }
  for (const rule of RULES)
    if (rule.scan)
      attempt(rule, selection, () => {
        for (const report of rule.scan!(context)) take(findingOf(rule, report, report.mend));
      });
  findings.sort((a, b) => a.start - b.start || b.end - a.end);
  return { ...context, findings, silenced };
}

const holds = (outer: Span, { start, end }: Span): boolean => outer.start <= start && end <= outer.end;

function attempt(rule: Rule, { failed }: Selection, look: () => void): void {
  if (!failed) return look();
  try {
    look();
  } catch (error) {
    failed(rule.name, error);
  }
}

function isSelected(finding: Finding, { select, ignore }: Selection): boolean {
  return !(select?.length && !isNamed(finding, select)) && !(ignore?.length && isNamed(finding, ignore));
}

const isNamed = ({ rule, category }: Finding, names: readonly string[]): boolean =>
  names.includes(rule) || names.includes(category);
