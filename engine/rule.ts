import type { Category, Effect, Mend, Phase, Refusal, Severity, Verdict } from "./finding.ts";
import type { Names } from "./names.ts";
import type { SeenModel } from "./seen-model.ts";
import type { Outside } from "./semantics/outside.ts";
import type { Reference } from "./semantics/reference.ts";
import type { Span } from "./syntax/nodes.ts";
import type { Target } from "./target.ts";

/** What a rule sees: one file, understood, and the target it is migrated to. */
export interface Context {
  readonly text: string;
  readonly model: SeenModel;
  readonly target: Target;
  readonly names: Names;
  /** What the project around the file gives it, and takes from it. */
  readonly outside?: Outside;
}

/** What a rule reports; the engine adds rule name, category and severity. */
export interface Report {
  readonly at: Span;
  readonly verdict: Verdict;
  readonly effect: Effect;
  /** First the difference, then the cure; one sentence each. */
  readonly message: string;
  readonly name?: string;
  readonly severity?: Severity;
  readonly related?: readonly { start: number; end: number; message: string }[];
  /** Runs when a repair is asked for, on the facts found. */
  mend(): Mend | Refusal;
}

/** A pattern of PyTorch code that must change, or of MindSpore code written with PyTorch habits. */
export interface Rule {
  /** The pattern found; reads well after "ignore". */
  readonly name: string;
  readonly category: Category;
  /** Structural repairs wait until the local ones of their unit are done. */
  readonly phase?: Phase;
  /** The qualified names whose references it owns; no other rule may own them. */
  readonly owns?: readonly string[];
  /** The MindSpore name that a name it owns becomes, for the hover. */
  counterpart?(name: string, target: Target): string | undefined;
  /** Looks at one reference to a name it owns. */
  find?(reference: Reference, context: Context): Report | undefined;
  /** Looks at the file as a whole, for what is no single reference. */
  scan?(context: Context): Iterable<Report>;
}

/** Returns its argument: it is here for inference and completion. */
export const defineRule = (rule: Rule): Rule => rule;
