import { setMaxListeners } from "node:events";
import { CancelledError, type Clock, TimeoutError } from "@stemma/core";

/** The first thing that ends a run before its end: time-out, the caller's signal, or an error of the run itself. */
export class Interruption {
  readonly #controller = new AbortController();
  readonly #release: () => void;

  constructor(
    operationName: string,
    timeoutMs: number | undefined,
    signal: AbortSignal | undefined,
    clock: Clock,
  ) {
    // Every node under way listens to it; the default of ten would be taken for a leak.
    setMaxListeners(0, this.#controller.signal);
    const onAbort = (): void => this.interrupt(new CancelledError(operationName, signal?.reason));
    if (signal?.aborted) onAbort();
    else signal?.addEventListener("abort", onAbort, { once: true });
    const cancelTimer =
      timeoutMs === undefined
        ? undefined
        : clock.schedule(timeoutMs, () => this.interrupt(new TimeoutError(operationName, timeoutMs)));
    this.#release = () => {
      signal?.removeEventListener("abort", onAbort);
      cancelTimer?.();
    };
  }

  /** Fires when the run is interrupted; its reason is the error that the run rejects with. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Ends the run with `error`; the first call counts. */
  interrupt(error: unknown): void {
    this.#controller.abort(error);
  }

  throwIfInterrupted(): void {
    this.signal.throwIfAborted();
  }

  /** Settles as `work`, or rejects at once when interrupted; the work itself goes on. */
  async race<T>(work: Promise<T>): Promise<T> {
    work.catch(() => undefined);
    this.throwIfInterrupted();
    let stop = (): void => undefined;
    const interrupted = new Promise<never>((_resolve, reject) => {
      const onAbort = (): void => {
        reject(this.signal.reason as Error);
      };
      this.signal.addEventListener("abort", onAbort, { once: true });
      stop = () => this.signal.removeEventListener("abort", onAbort);
    });
    try {
      return await Promise.race([work, interrupted]);
    } finally {
      stop();
    }
  }

  /** Forgets the caller's signal and the timer. */
  dispose(): void {
    this.#release();
  }
}
