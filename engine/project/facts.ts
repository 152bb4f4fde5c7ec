/** One thing that can be worked out of files. It knows what rests on it, so that only that is forgotten with it. */
export class Fact<T = unknown> {
  readonly find: () => T | undefined;
  readonly users = new Set<Fact>();
  isKnown = false;
  isForgotten = false;
  isCircular = false;
  value: T | undefined;
  private readonly forgotten: () => void;

  constructor(find: () => T | undefined, forgotten: () => void) {
    this.find = find;
    this.forgotten = forgotten;
  }

  /** Forgets it, and all that rests on it; once, since another fact may have its place by then. */
  forget(): void {
    if (this.isForgotten) return;
    this.isForgotten = true;
    this.forgotten();
    for (const user of this.users) user.forget();
  }
}

/** Longer ways from one fact to the next are given up, so that no stack overflows. */
const DEEPEST = 200;

/** Works facts out, each once, and notes which were needed for which. */
export class Facts {
  private readonly running: Fact[] = [];

  /** A fact that leads back to itself is unknown, and so are all on the way: whoever is asked first, the answers are the same. */
  ask<T>(fact: Fact<T>): T | undefined {
    const user = this.running.at(-1);
    if (user) fact.users.add(user);
    if (fact.isKnown) return fact.value;
    const index = this.running.length > DEEPEST ? 0 : this.running.indexOf(fact as Fact);
    if (index >= 0) {
      for (const on of this.running.slice(index)) on.isCircular = true;
      return undefined;
    }
    this.running.push(fact as Fact);
    const value = fact.find();
    this.running.pop();
    fact.value = fact.isCircular ? undefined : value;
    fact.isKnown = true;
    return fact.value;
  }

  /** Does something on behalf of a fact: what is asked for meanwhile counts as needed for it. */
  during<T>(fact: Fact, action: () => T): T {
    this.running.push(fact);
    const result = action();
    this.running.pop();
    return result;
  }
}
