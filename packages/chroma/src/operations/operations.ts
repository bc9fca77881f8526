import { type CallOptions, Deadline, type Logger, StemmaError } from "@stemma/core";
import { ChromaError } from "../errors/chroma-error.js";
import { failureFields } from "./operation-log.js";
import { mayBeApplied, pauseMs, type RetryPolicy, retryPolicy } from "./retry-policy.js";

/** One attempt of an operation: the time it has, and whether an earlier one may have been applied. */
export interface Attempt extends CallOptions {
  readonly isRepeated: boolean;
  readonly mayBeApplied: boolean;
}

const defaultTimeoutMs = 30_000;

/** How operations are run: in their time, again where that is safe, and with one log record for a failure. */
export class Operations {
  readonly #logger: Logger;
  readonly #retry: RetryPolicy;

  constructor(logger: Logger, retry: Partial<RetryPolicy> = {}) {
    this.#logger = logger;
    this.#retry = retryPolicy(retry);
  }

  /**
   * Runs an operation until an attempt succeeds, fails for good, or the time is up.
   *
   * @param attempt - Must throw typed errors, and be safe to repeat when it throws a retryable one.
   */
  async run<T>(
    operationName: string,
    options: CallOptions,
    attempt: (attempt: Attempt) => Promise<T>,
  ): Promise<T> {
    const { clock, attempts, attemptTimeoutMs } = this.#retry;
    const deadline = new Deadline(operationName, options, defaultTimeoutMs, clock);
    let isUncertain = false;
    for (let number = 1; ; number += 1) {
      const startedAtMs = clock.monotonicMs();
      try {
        const { timeoutMs = Infinity, signal } = deadline.rest();
        const time = Math.min(timeoutMs, attemptTimeoutMs);
        const limit = Number.isFinite(time) ? { timeoutMs: time, signal } : { signal };
        return await attempt({ ...limit, isRepeated: number > 1, mayBeApplied: isUncertain });
      } catch (error) {
        if (!StemmaError.isInstance(error)) throw error;
        isUncertain ||= mayBeApplied(error);
        const fields = failureFields(error, operationName, clock.monotonicMs() - startedAtMs);
        const askedMs = error instanceof ChromaError ? (error.retryAfterMs ?? 0) : 0;
        const delayMs = Math.max(askedMs, pauseMs(this.#retry, number));
        const isLast = !error.retryable || number >= attempts || deadline.remainingMs() <= delayMs;
        if (isLast || options.signal?.aborted) {
          this.#logEnd(error, fields);
          throw error;
        }
        this.#logger.warn({ ...fields, attempt: number, delayMs }, "Chroma operation is tried again");
        await this.#pause(delayMs, deadline);
      }
    }
  }

  #logEnd(error: StemmaError, fields: Readonly<Record<string, unknown>>): void {
    // Whoever cancels knows of it: that is no fault.
    if (error.code === "CANCELLED") this.#logger.info(fields, "Chroma operation cancelled");
    else this.#logger.error(fields, "Chroma operation failed");
  }

  async #pause(delayMs: number, deadline: Deadline): Promise<void> {
    let cancel = (): void => undefined;
    const over = new Promise<void>((resolve) => {
      cancel = this.#retry.clock.schedule(delayMs, resolve);
    });
    await deadline.race(over).finally(cancel);
  }
}
