import { type Context, createContext, Script } from "node:vm";
import { type Clock, systemClock } from "@stemma/core";

const CALL = new Script("work()");

/**
 * Time for work that may not come to an end by itself: expressions of somebody else's, which try ever more ways to match.
 * JavaScript can stop such work in one way alone, from outside of a context of its own.
 */
export class TimeBudget {
  readonly #clock: Clock;
  readonly #place: { work: () => void } = { work: () => undefined };
  #context: Context | undefined;
  #leftMs: number;

  constructor(budgetMs: number, clock: Clock = systemClock) {
    this.#leftMs = budgetMs;
    this.#clock = clock;
  }

  /** More work has come to light: time is added. */
  extend(byMs: number): void {
    this.#leftMs += byMs;
  }

  /** Does the work; `false` when the time has run out before it was done. What the work throws is thrown. */
  run(work: () => void): boolean {
    if (this.#leftMs <= 0) return false;
    const startMs = this.#clock.monotonicMs();
    this.#place.work = work;
    try {
      this.#context ??= createContext(this.#place);
      CALL.runInContext(this.#context, { timeout: Math.max(1, Math.ceil(this.#leftMs)) });
      return true;
    } catch (error) {
      if (isTimeout(error)) return false;
      throw error;
    } finally {
      this.#place.work = () => undefined;
      this.#leftMs -= this.#clock.monotonicMs() - startMs;
    }
  }
}

function isTimeout(error: unknown): boolean {
  return (
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT"
  );
}
