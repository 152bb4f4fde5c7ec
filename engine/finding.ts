import type { Span } from "./syntax/nodes.ts";

/** The guide's system that a finding belongs to; `api`, `habit` and `seam` are ours. */
export const CATEGORIES = [
  "device",
  "module",
  "data",
  "gradient",
  "dropout",
  "batchnorm",
  "axes",
  "padding",
  "initialisation",
  "autodiff",
  "scheduler",
  "distributed",
  "optimizer",
  "learning-rate",
  "api",
  "habit",
  "seam",
] as const;
export type Category = (typeof CATEGORIES)[number];

/** What becomes of a reference. */
export type Verdict = "same" | "renamed" | "adapted" | "restructured" | "needless" | "manual" | "missing" | "unknown";

/** What would happen if nothing were done but renaming: other numbers, an exception, or nothing. */
export type Effect = "silent" | "loud" | "none";

export type Severity = "error" | "warning" | "information" | "hint";

/** The smallest thing that is right by itself when it is rewritten. */
export type UnitKind = "call" | "class" | "step" | "function" | "file";

/** A replacement in the text as it was. */
export interface Edit extends Span {
  text: string;
  /** What it writes into the file, where it does nothing else: several such edits may be made at one place. */
  definition?: WrittenDefinition;
}

/** A definition as an edit writes it: what comes before and after it, and what stands between two. */
export interface WrittenDefinition {
  readonly name: string;
  readonly python: string;
  readonly before: string;
  readonly after: string;
  readonly between: string;
}

/** One repair of one finding, computed when it is asked for. */
export interface Mend {
  readonly edits: readonly Edit[];
  /** Which arguments are present, which are literals, which branch was taken; safe only with evidence of each. */
  readonly forms: readonly string[];
  /** Why the repair is not safe, where it is not. */
  readonly unsafe?: string;
}

/** Why there is no automatic repair, and what to do by hand. */
export interface Refusal {
  readonly refused: string;
}

export const isRefusal = (mend: Mend | Refusal): mend is Refusal => "refused" in mend;

/** Something that must change, or that deserves to be known, at one place. */
export interface Finding extends Span {
  readonly rule: string;
  readonly category: Category;
  readonly verdict: Verdict;
  readonly effect: Effect;
  readonly severity: Severity;
  readonly message: string;
  /** Qualified name that the finding is about, where it is about one. */
  readonly name?: string;
  readonly related?: readonly { start: number; end: number; message: string }[];
  /** Local repairs come first; structural ones rewrite what the local ones left. */
  readonly phase: Phase;
  mend(): Mend | Refusal;
}

export type Phase = "local" | "structure";

/** The severity that a verdict and an effect deserve unless a rule says otherwise. */
export function severityOf(verdict: Verdict, effect: Effect): Severity {
  if (verdict === "missing") return "error";
  if (effect === "silent") return "warning";
  if (effect === "loud" || verdict === "manual") return "information";
  return "hint";
}
