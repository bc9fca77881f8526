import type { CallOptions } from "./call-options.js";
import { type Clock, systemClock } from "./clock.js";
import { CancelledError } from "./errors/cancelled-error.js";
import { TimeoutError } from "./errors/timeout-error.js";

/**
 * One moment shared by all steps of a call: `timeoutMs` is counted once, from the start, not anew at each step.
 *
 * @example
 * ```ts
 * const deadline = new Deadline("AddDocuments", options, 60_000);
 * for (const chunk of chunks) await deadline.race(send(chunk, deadline.rest()));
 * ```
 */
export class Deadline {
  readonly operationName: string;
  /** The whole time given; `Infinity` when there is no limit. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  readonly #clock: Clock;
  readonly #endsAtMs: number;

  constructor(
    operationName: string,
    options: CallOptions = {},
    defaultTimeoutMs = Infinity,
    clock: Clock = systemClock,
  ) {
    this.operationName = operationName;
    this.timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
    this.signal = options.signal;
    this.#clock = clock;
    this.#endsAtMs = clock.monotonicMs() + this.timeoutMs;
  }

  /** Milliseconds left, never negative; `Infinity` when there is no limit. */
  remainingMs(): number {
    return Math.max(0, this.#endsAtMs - this.#clock.monotonicMs());
  }

  /** What is left of the call's time, for its next step; the step says so when it is used up. */
  rest(): CallOptions {
    const timeoutMs = Math.max(1, Math.ceil(this.remainingMs()));
    return Number.isFinite(timeoutMs) ? { timeoutMs, signal: this.signal } : { signal: this.signal };
  }

  /** Throws {@link CancelledError} or {@link TimeoutError} when the call should go no further. */
  check(): void {
    if (this.signal?.aborted) throw new CancelledError(this.operationName, this.signal.reason);
    if (this.remainingMs() === 0) throw new TimeoutError(this.operationName, this.timeoutMs);
  }

  /** Settles as `work` does, or rejects at the deadline or the abort, whichever comes first. The work itself goes on. */
  async race<T>(work: Promise<T>): Promise<T> {
    // The work may lose the race and reject later; that must not become an unhandled rejection.
    work.catch(() => undefined);
    this.check();
    let stop = (): void => undefined;
    const interrupted = new Promise<never>((_resolve, reject) => {
      const onAbort = (): void => {
        reject(new CancelledError(this.operationName, this.signal?.reason));
      };
      this.signal?.addEventListener("abort", onAbort, { once: true });
      const cancelTimer = Number.isFinite(this.#endsAtMs)
        ? this.#clock.schedule(this.remainingMs(), () => {
            reject(new TimeoutError(this.operationName, this.timeoutMs));
          })
        : () => undefined;
      stop = () => {
        this.signal?.removeEventListener("abort", onAbort);
        cancelTimer();
      };
    });
    try {
      return await Promise.race([work, interrupted]);
    } finally {
      stop();
    }
  }
}
