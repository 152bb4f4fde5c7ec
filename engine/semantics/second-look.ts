import { type AttributeHistory, changedBetween, type Mark, type Moment, stepsOf } from "./attribute-history.ts";
import type { FunctionRecord } from "./events.ts";

/** A function is looked at again as of then. Others that were first looked at meanwhile are not, but did what they did. */
export class SecondLook {
  private readonly history: AttributeHistory;
  /** What happened when it was looked at before. */
  private readonly past: readonly Moment[];
  private readonly isLater: (mark: Mark) => boolean;
  private readonly isPrivate: (name: string) => boolean;
  private readonly start: number;
  private readonly waiting: Set<Moment>;
  private isLost = false;

  constructor(
    history: AttributeHistory,
    past: readonly Moment[],
    isLater: (mark: Mark) => boolean,
    isPrivate: (name: string) => boolean,
  ) {
    this.history = history;
    this.past = past;
    this.isLater = isLater;
    this.isPrivate = isPrivate;
    this.start = history.length;
    this.waiting = new Set(past.filter((moment) => !moment.info));
  }

  /**
   * A function is needed: when it was first looked at in this look before, it sees the same again, or all is lost.
   * Gives what it did then, to `wait` for again where the need turns out to be none.
   */
  meet({ looks }: FunctionRecord): readonly Moment[] {
    if (looks.length && this.isLater(looks[0].begin)) this.isLost = true;
    const look = looks.find(({ begin }) => this.waiting.has(begin));
    if (!look) return [];
    const from = this.past.indexOf(look.begin);
    if (!this.isSame(from)) this.isLost = true;
    const done = this.past.slice(from, this.past.indexOf(look.end) + 1);
    for (const moment of done) {
      this.history.redo(moment);
      this.waiting.delete(moment);
    }
    return done;
  }

  wait(moments: readonly Moment[]): void {
    for (const moment of moments) if (!moment.info) this.waiting.add(moment);
  }

  /** Whether nobody can tell the attributes after it from what they were. */
  isAlike(): boolean {
    return !this.isLost && !this.waiting.size && this.isSame(this.past.length);
  }

  private isSame(end: number): boolean {
    const changed = changedBetween(this.history.since(this.start), stepsOf(this.past.slice(0, end)));
    return changed.every(({ name }) => this.isPrivate(name));
  }
}
