import { setTimeout as wait } from "node:timers/promises";

/** Gathers what happens until somebody looks: bursts of thousands of events are one. */
export class Wake {
  #isSet = false;
  #firstMs = 0;
  #lastMs = 0;
  #onSet: (() => void) | undefined;

  /** Something has happened. */
  set(): void {
    this.#lastMs = performance.now();
    if (!this.#isSet) this.#firstMs = this.#lastMs;
    this.#isSet = true;
    this.#onSet?.();
  }

  /** Whether something has happened within that time; at once where it has already. Never rejects. */
  async next(withinMs: number, signal: AbortSignal): Promise<boolean> {
    if (!this.#isSet && !signal.aborted) {
      const stop = new AbortController();
      this.#onSet = () => stop.abort();
      await wait(withinMs, undefined, { signal: AbortSignal.any([signal, stop.signal]) }).catch(
        () => undefined,
      );
      this.#onSet = undefined;
    }
    return this.#isSet;
  }

  /** Until nothing has happened for `quietMs`, at most `mostMs` since the first event; forgets what has happened. Never rejects. */
  async quiet(quietMs: number, mostMs: number, signal: AbortSignal): Promise<void> {
    while (this.#isSet && !signal.aborted) {
      const now = performance.now();
      const leftMs = Math.min(this.#lastMs + quietMs, this.#firstMs + mostMs) - now;
      if (leftMs <= 0) this.#isSet = false;
      else await wait(leftMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
