const leastRecords = 50;
const mostRecords = 500;
const firstRecords = 200;
/** For so long another call can be made to wait. */
const callMs = 200;

/**
 * How many records the next call takes, where a call can't be interrupted and others wait for it: as many as were lately done in a
 * fifth of a second. A call must be short for that; each has a price of its own, so it must not be shorter. Large records and a
 * slow disk make calls smaller, small records make them larger.
 */
export class CallPace {
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
