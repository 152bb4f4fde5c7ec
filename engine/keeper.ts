import type { Context, Report, Rule } from "./rule.ts";
import type { Reference } from "./semantics/reference.ts";
import type { Statement } from "./syntax/nodes.ts";

/** What a rule said of a reference, and what that rests on besides the reference and the kinds around it. */
interface Kept {
  readonly given: string;
  readonly statement: Statement;
  readonly report: Report | undefined;
}

const kept = new WeakMap<Reference, Kept>();

/**
 * Asks rules about references, once for as long as the answer holds. A reference is the same object while its function, and
 * all that the function reads, stays the same; where a rule looks further than that, it is asked in every version.
 */
export class Keeper {
  readonly #context: Context;
  readonly #given: string;

  constructor(context: Context) {
    const { target, names, model } = context;
    this.#context = context;
    this.#given = `${target.mindspore} ${target.device} ${names.key} ${[...model.called].sort().join()}`;
  }

  find(rule: Rule, reference: Reference): Report | undefined {
    if (!rule.find) return undefined;
    const { statement } = reference;
    const known = kept.get(reference);
    if (known?.given === this.#given && known.statement === statement) return this.#again(rule, reference, known);
    const { model } = this.#context;
    model.wasSeen = false;
    const report = rule.find(reference, this.#context);
    if (model.wasSeen || !isLasting(report, reference)) kept.delete(reference);
    else kept.set(reference, { given: this.#given, statement, report });
    return report;
  }

  /** What was said before; the repair is of this version of the text. */
  #again(rule: Rule, reference: Reference, { report }: Kept): Report | undefined {
    return report && { ...report, mend: () => rule.find!(reference, this.#context)!.mend() };
  }
}

/** Whether a report moves with the nodes when the text around them changes. */
const isLasting = (report: Report | undefined, { node, call, receiver, statement }: Reference): boolean =>
  !report || (!report.related && [node, call, receiver, statement].includes(report.at as Statement));
