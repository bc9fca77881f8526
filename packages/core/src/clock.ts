/** Time as a dependency, so that tests need no sleeps. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC; may jump. */
  now(): number;
  /** Milliseconds from an arbitrary start; never goes back. */
  monotonicMs(): number;
  /** Runs `callback` once after `delayMs`; the returned function cancels it. The timer keeps the process alive only if `keepAlive`. */
  schedule(delayMs: number, callback: () => void, options?: { keepAlive?: boolean }): () => void;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  schedule(delayMs, callback, options) {
    const timer = setTimeout(callback, delayMs);
    if (options?.keepAlive === false) timer.unref();
    return () => {
      clearTimeout(timer);
    };
  },
};
