import type { Finding } from "./finding.ts";
import { findingOf, moveFinding } from "./reported.ts";
import type { Context, Report, Rule } from "./rule.ts";
import type { Asked } from "./seen-model.ts";
import { isOwn, type Typed } from "./semantics/kinds.ts";
import { isSameKind } from "./semantics/memory.ts";
import type { Reference } from "./semantics/reference.ts";
import type { Expression, Span, Statement } from "./syntax/nodes.ts";

/** What a rule found of a reference, and what that rests on. */
interface Kept {
  readonly given: string;
  reference: Reference;
  readonly statement: Statement;
  /** The kinds that it rests on, where it rests on nothing else around the reference. */
  readonly asked?: readonly Asked[];
  readonly found?: { readonly finding: Finding; readonly at: Span };
}

const kept = new WeakMap<Expression, Kept>();

/**
 * Asks rules about references, once for as long as the answer holds. A reference is the same object while its function, and
 * all that the function reads, stays the same; where the function was looked at again, an answer holds that rests on
 * nothing but the statement and on kinds that are what they were. Where a rule looks further, it is asked in every version.
 */
export class Keeper {
  readonly #context: Context;
  readonly #given: string;

  constructor(context: Context) {
    const { target, names, model } = context;
    this.#context = context;
    this.#given = `${target.mindspore} ${target.device} ${names.key} ${[...model.called].sort().join()}`;
  }

  /** What a rule finds of a reference; its repair is asked for anew, since that is of one version of the text. */
  find(rule: Rule, reference: Reference): Finding | undefined {
    if (!rule.find) return undefined;
    const { node, statement } = reference;
    const known = kept.get(node);
    if (known?.given !== this.#given || known.statement !== statement) return this.#ask(rule, reference);
    if (known.reference !== reference) {
      if (!this.#holds(known, reference)) return this.#ask(rule, reference);
      known.reference = reference;
    }
    if (known.found) moveFinding(known.found.finding, known.found.at, this.#mendOf(rule, reference));
    return known.found?.finding;
  }

  #ask(rule: Rule, reference: Reference): Finding | undefined {
    const { model } = this.#context;
    const { node, statement, place } = reference;
    let isAround = false;
    const seen: Reference = {
      ...reference,
      get place() {
        isAround = true;
        return place;
      },
    };
    model.wasSeen = false;
    model.asked = [];
    const report = rule.find!(seen, this.#context);
    const { wasSeen } = model;
    const asked = isAround ? undefined : model.asked;
    model.asked = undefined;
    const finding = report && findingOf(rule, report, this.#mendOf(rule, reference));
    const found = finding && { finding, at: report.at };
    if (wasSeen || !isLasting(report, reference)) kept.delete(node);
    else kept.set(node, { given: this.#given, reference, statement, asked, found });
    return finding;
  }

  #mendOf(rule: Rule, reference: Reference): Finding["mend"] {
    return () => rule.find!(reference, this.#context)!.mend();
  }

  #holds({ reference: before, asked }: Kept, now: Reference): boolean {
    const { model } = this.#context;
    return asked !== undefined && isAlike(before, now) && asked.every(([node, was]) => isSame(was, model.kindOf(node)));
  }
}

/** Whether two references are the same but for the function around them. */
const isAlike = (a: Reference, b: Reference): boolean =>
  a.name === b.name &&
  a.use === b.use &&
  a.ground === b.ground &&
  a.alias === b.alias &&
  a.call === b.call &&
  a.receiver === b.receiver;

/** Whether a kind is what it was; a class of the file is the same object whatever becomes of it. */
function isSame(was: Typed | undefined, is: Typed | undefined): boolean {
  const definition = was && "definition" in was.kind ? was.kind.definition : undefined;
  if (definition && "attributes" in definition && isOwn(definition)) return false;
  return isSameKind(was, is);
}

/** Whether a report moves with the nodes when the text around them changes. */
const isLasting = (report: Report | undefined, { node, call, receiver, statement }: Reference): boolean =>
  !report || (!report.related && [node, call, receiver, statement].includes(report.at as Statement));
