import { isSameKind } from "./kind-text.ts";
import { join, type OwnClass, type Typed } from "./kinds.ts";

/** What an attribute was; nothing where it was not set. */
interface State {
  readonly typed: Typed | undefined;
}

/** An attribute that was set, with what it was before and after. */
export interface Step {
  readonly info: OwnClass;
  readonly name: string;
  readonly before: State | undefined;
  readonly after: State;
}

/** A moment between steps. */
export type Mark = { readonly info?: undefined };
export type Moment = Step | Mark;

/**
 * Every attribute that was set, in order. Attributes join what is set in several places, so what a function sees of them
 * depends on what came before it: going back here shows it the same again.
 */
export class AttributeHistory {
  private past: Moment[] = [];

  get length(): number {
    return this.past.length;
  }

  mark(): Mark {
    const mark: Mark = {};
    this.past.push(mark);
    return mark;
  }

  /** Joins a kind to what an attribute is. */
  set(info: OwnClass, name: string, typed: Typed | undefined): void {
    const { attributes } = info;
    const before = attributes.has(name) ? { typed: attributes.get(name) } : undefined;
    this.redo({ info, name, before, after: { typed: before ? join(before.typed, typed) : typed } });
  }

  redo(moment: Moment): void {
    this.past.push(moment);
    if (moment.info) put(moment, moment.after);
  }

  /** Goes back to when there were so many moments, and gives those that were undone. */
  back(length: number): Moment[] {
    const undone = this.past.splice(length);
    for (let i = undone.length - 1; i >= 0; i--) {
      const moment = undone[i];
      if (moment.info) put(moment, moment.before);
    }
    return undone;
  }

  /** Goes back to a mark; gives nothing, and stays, where that is not known any more. */
  backTo(mark: Mark): Moment[] | undefined {
    const at = this.past.indexOf(mark);
    return at < 0 ? undefined : this.back(at);
  }

  /** The steps since there were so many moments. */
  since(length: number): Step[] {
    return stepsOf(this.past.slice(length));
  }
}

function put({ info, name }: Step, state: State | undefined): void {
  if (state) info.attributes.set(name, state.typed);
  else info.attributes.delete(name);
}

/** The steps among some moments. */
export const stepsOf = (moments: readonly Moment[]): Step[] =>
  moments.filter((moment): moment is Step => moment.info !== undefined);

/** The attributes that are not the same after some steps as after others, both from the same moment. */
export function changedBetween(some: readonly Step[], others: readonly Step[]): { info: OwnClass; name: string }[] {
  const all = new Map<OwnClass, Map<string, Ends>>();
  const note = (steps: readonly Step[], side: keyof Ends) => {
    for (const { info, name, before, after } of steps) {
      const names = all.get(info) ?? new Map<string, Ends>();
      const ends = names.get(name) ?? { is: before, was: before };
      ends[side] = after;
      all.set(info, names.set(name, ends));
    }
  };
  note(some, "is");
  note(others, "was");
  return [...all].flatMap(([info, names]) =>
    [...names].flatMap(([name, { is, was }]) => (isSame(is, was) ? [] : [{ info, name }])),
  );
}

/** What an attribute is after some steps, and what it was after others. */
interface Ends {
  is: State | undefined;
  was: State | undefined;
}

const isSame = (a: State | undefined, b: State | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && isSameKind(a.typed, b.typed));
