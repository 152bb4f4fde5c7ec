import type { Finding } from "./finding.ts";
import { fitting } from "./fix/fitting.ts";
import { findingOf } from "./reported.ts";
import type { Context, Report, Rule } from "./rule.ts";
import { Asked, type IsStill, isAlike } from "./seen-model.ts";
import { isSameKind } from "./semantics/kind-text.ts";
import { isOwn, type Typed } from "./semantics/kinds.ts";
import type { Reference } from "./semantics/reference.ts";
import type { Expression, Span, Statement } from "./syntax/nodes.ts";

/** What was found of a reference, and what that rests on. */
interface Kept {
  reference: Reference;
  readonly statement: Statement;
  finding?: Finding;
  /** Where it stands. */
  readonly at?: Span;
  readonly facts: readonly IsStill[];
  /** The kinds that it rests on, where it rests on nothing else around the reference. */
  readonly kinds?: Asked["kinds"];
}

const keepers = new WeakMap<object, Keeper>();

/**
 * Keeps what rules found of references for as long as it holds. A reference is the same object while its function, and
 * all that the function reads, stays the same; where the function was looked at again, an answer holds that rests on
 * nothing but the statement and on kinds that are what they were. Where a rule looks further than at kinds and at facts that
 * are still so, it is asked in every version.
 */
export class Keeper {
  readonly #given: string;
  readonly #kept = new WeakMap<Expression, Kept>();
  /** Of the version at hand. */
  #context: Context;

  private constructor(given: string, context: Context) {
    this.#given = given;
    this.#context = context;
  }

  /** The keeper of a file: that of the version before, where the target is the same and names are spelled alike. */
  static of(context: Context): Keeper {
    const { target, names, model } = context;
    const given = `${target.mindspore} ${target.device} ${names.key}`;
    const before = keepers.get(model.file);
    const keeper = before && before.#given === given ? before : new Keeper(given, context);
    keeper.#context = context;
    keepers.set(model.file, keeper);
    return keeper;
  }

  /** What is still so of what was found of a reference, be it nothing; absent where it has to be asked for. */
  recall(reference: Reference): Pick<Kept, "finding"> | undefined {
    const known = this.#kept.get(reference.node);
    if (!known || !this.#holds(known, reference)) return undefined;
    const { finding, at } = known;
    if (finding && at) {
      finding.start = at.start;
      finding.end = at.end;
    }
    return known;
  }

  /** What the rule that owns a reference finds of it. */
  ask(rule: Rule, reference: Reference): Finding | undefined {
    const { model } = this.#context;
    const { node, place, statement } = reference;
    let isAround = false;
    const seen: Reference = {
      ...reference,
      get place() {
        isAround = true;
        return place;
      },
    };
    const asked = new Asked();
    model.asked = asked;
    const report = rule.find?.(seen, this.#context);
    model.asked = undefined;
    const found: Kept = {
      reference,
      statement,
      facts: [...asked.facts.values()],
      kinds: isAround ? undefined : asked.kinds,
      at: report?.at,
    };
    if (report) found.finding = findingOf(rule, report, this.#mendOf(rule, found));
    if (asked.sawMore || !isLasting(report, reference)) this.#kept.delete(node);
    else this.#kept.set(node, found);
    return found.finding;
  }

  /** Makes a repair once in each version: it is of the text as it is. */
  #mendOf(rule: Rule, found: Kept): Finding["mend"] {
    let made: { readonly names: Context["names"]; readonly mend: ReturnType<Finding["mend"]> } | undefined;
    return () => {
      const { names } = this.#context;
      if (made?.names !== names)
        made = { names, mend: fitting(rule.find!(found.reference, this.#context)!.mend(), this.#context) };
      return made.mend;
    };
  }

  #holds(known: Kept, now: Reference): boolean {
    if (known.statement !== now.statement) return false;
    if (known.reference !== now) {
      const { model } = this.#context;
      if (!known.kinds || !isAlike(known.reference, now)) return false;
      for (const [node, was] of known.kinds) if (!isSame(was, model.kindOf(node))) return false;
      known.reference = now;
    }
    return known.facts.length === 0 || known.facts.every((isStill) => isStill(this.#context));
  }
}

/** Whether a kind is what it was; a class of the file is the same object whatever becomes of it. */
function isSame(was: Typed | undefined, is: Typed | undefined): boolean {
  const definition = was && "definition" in was.kind ? was.kind.definition : undefined;
  if (definition && "attributes" in definition && isOwn(definition)) return false;
  return isSameKind(was, is);
}

/** Whether a report moves with the nodes when the text around them changes. */
const isLasting = (report: Report | undefined, { node, call, receiver, statement }: Reference): boolean =>
  !report || (!report.related && [node, call, receiver, statement].includes(report.at as Statement));
