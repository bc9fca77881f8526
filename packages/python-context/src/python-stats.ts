import type { NativeStats } from "@stemma/native";
import type { PythonErrorKind } from "./python-result.js";
import { type Percentiles, RecentTimes } from "./recent-times.js";

/** State of the process's one interpreter. */
export type PythonState = "not-started" | "starting" | "running" | "wedged" | "failed";

const states: readonly PythonState[] = ["not-started", "starting", "running", "wedged", "failed"];

/** Counters of a context, and the state of the interpreter it shares. */
export interface PythonStats {
  readonly state: PythonState;
  /** Calls of all contexts that wait now, and how many may. */
  readonly queued: number;
  readonly queueLimit: number;
  /** Whether a call of any context runs now. */
  readonly isBusy: boolean;
  /** Calls of this context that are not settled yet. */
  readonly pending: number;
  readonly completed: number;
  /** Failed calls of this context by kind. */
  readonly failed: Readonly<Partial<Record<PythonErrorKind, number>>>;
  /** Running calls of all contexts that were interrupted. */
  readonly interrupted: number;
  /** Calls of all contexts that were given up so far, and those that still have not returned. */
  readonly replacedThreads: number;
  readonly abandonedThreads: number;
  /** Of the latest 1024 calls of this context: milliseconds in the queue, and of running. */
  readonly queueWaitMs: Percentiles;
  readonly runMs: Percentiles;
}

/** Counts one context's calls. */
export class CallCounter {
  readonly #queueWaits = new RecentTimes();
  readonly #runs = new RecentTimes();
  #pending = 0;
  #completed = 0;
  readonly #failed: Partial<Record<PythonErrorKind, number>> = {};

  started(): void {
    this.#pending++;
  }

  settled(kind: PythonErrorKind | undefined, queuedMs: number, ranMs: number): void {
    this.#pending--;
    this.#queueWaits.add(queuedMs);
    this.#runs.add(ranMs);
    if (kind === undefined) this.#completed++;
    else this.#failed[kind] = (this.#failed[kind] ?? 0) + 1;
  }

  combine(native: NativeStats): PythonStats {
    const { state, queued, queueLimit, isBusy, interrupted, replacedThreads, abandonedThreads } = native;
    return {
      state: states[state] ?? "failed",
      queued,
      queueLimit,
      isBusy,
      pending: this.#pending,
      completed: this.#completed,
      failed: { ...this.#failed },
      interrupted,
      replacedThreads,
      abandonedThreads,
      queueWaitMs: this.#queueWaits.percentiles(),
      runMs: this.#runs.percentiles(),
    };
  }
}
