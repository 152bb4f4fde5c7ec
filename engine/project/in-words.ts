import type { ValueSummary } from "./summary.ts";
import { ValueText } from "./value-text.ts";
import type { Held } from "./values.ts";

/** The text that something stands in. */
export interface Source {
  readonly text: string;
  /** Whether it will not change any more, so that offsets into it hold for good. */
  readonly isFinal: boolean;
}

/** What is said in words when someone asks; where the text may change at once, while the offsets hold. */
export abstract class InWords {
  protected readonly source: string;
  private words: string | undefined;

  constructor({ text }: Source) {
    this.source = text;
  }

  get text(): string {
    this.words ??= this.say();
    return this.words;
  }

  /** Finds the words now if the text may change. */
  protected settle({ isFinal }: Source): void {
    if (!isFinal) this.words = this.say();
  }

  protected abstract say(): string;
}

/** What a name is given. */
export class ValueInWords extends InWords implements ValueSummary {
  readonly is = "value";
  readonly value: Held;

  constructor(value: Held, source: Source) {
    super(source);
    this.value = value;
    this.settle(source);
  }

  protected say(): string {
    return new ValueText(this.source).of(this.value);
  }
}
