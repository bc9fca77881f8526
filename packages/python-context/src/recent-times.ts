const capacity = 1024;

/** Milliseconds below which so many per cent of the latest calls stayed; 0 when there were none. */
export interface Percentiles {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
}

/** The latest durations, at most 1024, in constant memory. */
export class RecentTimes {
  readonly #times = new Float64Array(capacity);
  #count = 0;

  add(milliseconds: number): void {
    this.#times[this.#count % capacity] = milliseconds;
    this.#count++;
  }

  percentiles(): Percentiles {
    const sorted = this.#times.slice(0, Math.min(this.#count, capacity)).sort();
    const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
    return { p50: at(0.5), p90: at(0.9), p99: at(0.99) };
  }
}
