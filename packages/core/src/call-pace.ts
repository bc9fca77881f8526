const leastRecords = 50;
const mostRecords = 500;
const firstRecords = 200;
/** A call that holds the interpreter's lock for this long is what another call can be made to wait for. */
const callMs = 200;

/**
 * How many records the next call writes: as many as Chroma has lately written in a fifth of a second. Chroma holds the
 * interpreter's lock for the whole call and can't be interrupted in it, so a call must be short; each has a price of its own,
 * so it must not be shorter than that. Long documents and a slow disk make calls smaller, short records make them larger.
 */
export class WritePace {
  #records = firstRecords;

  /** A call's share of what is left: pieces of one batch are about equal. */
  share(left: number): number {
    return Math.ceil(left / Math.ceil(left / this.#records));
  }

  /** Tells how long a call took, whatever it waited for: behind others it had better be shorter. */
  took(records: number, ms: number): void {
    const fitting = Math.floor((records * callMs) / Math.max(ms, 1));
    this.#records = Math.max(leastRecords, Math.min(mostRecords, 2 * this.#records, fitting));
  }
}
