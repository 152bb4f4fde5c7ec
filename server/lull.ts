/** Tells when the messages that arrived together have been handled, so that only the last of them is answered. */
export class Lull {
  readonly #turn: () => Promise<void>;
  #disturbances = 0;

  constructor(turn: () => Promise<void>) {
    this.#turn = turn;
  }

  /** A message came that may be followed by others. */
  disturb(): void {
    this.#disturbances++;
  }

  /** Resolves once two turns have passed without a message: a queued one takes its turn between them. */
  async wait(): Promise<void> {
    let before: number;
    do {
      before = this.#disturbances;
      await this.#turn();
      await this.#turn();
    } while (before !== this.#disturbances);
  }
}
