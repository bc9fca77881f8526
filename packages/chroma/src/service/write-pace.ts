/** How many records the next call of a write takes. */
export interface WritePace {
  next(): number;
  /** Tells how long a call took, once it is done. */
  took(records: number, ms: number): void;
}

/** Records of a call of which nothing is known yet, and of every call to a server. */
export const recordsPerCall = 200;

/** The same for each call. */
export const steadyPace: WritePace = { next: () => recordsPerCall, took: () => undefined };

const limits = {
  /** Whoever came during the last call had to wait for it: the next is to take no longer than this. */
  besideOthersMs: 50,
  /** Nobody else came. Each call costs Chroma some 20 ms, however few records it has. */
  aloneMs: 400,
  fewest: 25,
  most: 1_000,
};

/**
 * Calls that hold Python for as long as may be, by the time that the last one took: Chroma can't be interrupted in a write, and
 * does nothing else meanwhile. Where others wait for it that is short, where nobody does a large call costs less than many.
 */
export class MeasuredPace implements WritePace {
  readonly #callsMade: () => number;
  #recordsPerMs = 0;
  #madeBefore = 0;
  #isAlone = true;

  /** @param callsMade - How many calls the client has made so far, those of this write among them. */
  constructor(callsMade: () => number) {
    this.#callsMade = callsMade;
  }

  next(): number {
    this.#madeBefore = this.#callsMade();
    if (this.#recordsPerMs === 0) return recordsPerCall;
    const ms = this.#isAlone ? limits.aloneMs : limits.besideOthersMs;
    return Math.min(limits.most, Math.max(limits.fewest, Math.floor(this.#recordsPerMs * ms)));
  }

  took(records: number, ms: number): void {
    // The last piece of a batch may be one record: it says nothing of many.
    if (records >= limits.fewest) this.#recordsPerMs = records / Math.max(ms, 1);
    this.#isAlone = this.#callsMade() - this.#madeBefore <= 1;
  }
}
