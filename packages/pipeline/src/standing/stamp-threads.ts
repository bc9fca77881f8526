import type { Worker } from "node:worker_threads";
import { type StampDifferences, type StampedPlaces, stampDifferences } from "./stamp-differences.js";
import { StampThread } from "./stamp-thread.js";

/** Two take two thirds of one's time, on two cores as on more; three take more than two. */
const THREADS = 2;
/** Fewer places are looked at sooner than a thread is asked. */
const FEWEST_PLACES = 300;

/**
 * {@link stampDifferences}, shared out among threads. They start with the second look, since most processes take only one, and for places
 * that are many.
 */
export class StampThreads {
  readonly #threads: readonly StampThread[];
  #hasLooked = false;

  /** `createWorker`: how each of them begins. */
  constructor(createWorker?: () => Worker) {
    this.#threads = Array.from(
      { length: THREADS },
      (_, first) => new StampThread({ first, step: THREADS }, createWorker),
    );
  }

  async differences(places: StampedPlaces): Promise<StampDifferences> {
    const isFirst = !this.#hasLooked;
    this.#hasLooked = true;
    const count = places.columns.reduce((sum, { paths }) => sum + paths.length, 0);
    if (isFirst || count < FEWEST_PLACES) return stampDifferences(places);
    const found = await Promise.all(this.#threads.map((thread) => thread.differences(places)));
    return places.columns.map((_, column) => found.flatMap((share) => share[column] ?? []).sort(ascending));
  }

  /** Who still waits is answered by this thread. Idempotent; a later question starts them again. */
  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }
}

function ascending(one: number, other: number): number {
  return one - other;
}
