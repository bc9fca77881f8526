import { TooManyCallsError } from "../errors/too-many-calls-error.js";

/** At most so many at once; the others wait in turn, and beyond that they are refused. */
export class CallGate {
  readonly #atOnce: number;
  readonly #mostWaiting: number;
  readonly #waiting = new Set<() => void>();
  #running = 0;

  constructor({ atOnce, mostWaiting }: { readonly atOnce: number; readonly mostWaiting: number }) {
    this.#atOnce = atOnce;
    this.#mostWaiting = mostWaiting;
  }

  /**
   * @param cancelled - Fires when nobody waits for the work any more: it takes no place among those that wait, is not begun, and rejects with the reason
   * @throws {@link TooManyCallsError} `TOO_MANY_CALLS` where too many wait already
   */
  async run<T>(work: () => Promise<T>, cancelled?: AbortSignal): Promise<T> {
    cancelled?.throwIfAborted();
    if (this.#running < this.#atOnce) this.#running++;
    else await this.#turn(cancelled);
    try {
      return await work();
    } finally {
      const [next] = this.#waiting;
      if (next === undefined) this.#running--;
      else next();
    }
  }

  /** Whoever ends hands its turn on. */
  #turn(cancelled: AbortSignal | undefined): Promise<void> {
    if (this.#waiting.size >= this.#mostWaiting) throw new TooManyCallsError();
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#waiting.delete(begin);
        cancelled?.removeEventListener("abort", giveUp);
      };
      const begin = (): void => {
        leave();
        resolve();
      };
      const giveUp = (): void => {
        leave();
        reject(cancelled?.reason as Error);
      };
      this.#waiting.add(begin);
      cancelled?.addEventListener("abort", giveUp);
    });
  }
}
