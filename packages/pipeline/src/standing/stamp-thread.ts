import { Worker } from "node:worker_threads";
import type { StampColumns } from "./stamp-columns.js";
import {
  type PlaceShare,
  type StampDifferences,
  type StampedPlaces,
  stampDifferences,
} from "./stamp-differences.js";
import type { StampAnswer, StampRequest } from "./stamp-messages.js";

interface Look {
  readonly places: StampedPlaces;
  readonly resolve: (differences: StampDifferences) => void;
}

/**
 * {@link stampDifferences} of one share of the places, beside whatever the process does meanwhile. The thread starts with the first look;
 * where it can't be had, this one looks.
 *
 * Thread-safety: the worker has columns of its own, and is told of others when they are asked for.
 */
export class StampThread {
  readonly #share: PlaceShare;
  readonly #createWorker: () => Worker;
  readonly #looks: Look[] = [];
  #worker: Worker | undefined;
  #told: StampedPlaces | undefined;
  #isLost = false;

  constructor(share: PlaceShare, createWorker: () => Worker = createCompiledWorker) {
    this.#share = share;
    this.#createWorker = createWorker;
  }

  async differences(places: StampedPlaces): Promise<StampDifferences> {
    const worker = this.#started();
    if (worker === undefined) return stampDifferences(places, this.#share);
    return new Promise((resolve) => {
      this.#looks.push({ places, resolve });
      // As long as somebody waits, the process has something to do.
      worker.ref();
      worker.postMessage(this.#requestFor(places));
    });
  }

  /** Who still waits is answered by this thread. Idempotent; a later question starts it again. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#forget();
    await worker?.terminate();
  }

  #started(): Worker | undefined {
    if (this.#worker !== undefined || this.#isLost) return this.#worker;
    try {
      const worker = this.#createWorker();
      worker.on("message", (answer: StampAnswer) => {
        if (worker === this.#worker) this.#answer(answer);
      });
      // Both come where a thread dies.
      for (const end of ["error", "exit"]) worker.on(end, () => this.#lose(worker));
      worker.unref();
      this.#worker = worker;
    } catch {
      // A process may be forbidden to have threads.
      this.#isLost = true;
    }
    return this.#worker;
  }

  #requestFor(places: StampedPlaces): StampRequest {
    const share = this.#share;
    if (this.#told !== undefined && isSame(this.#told, places)) return { places: null, share };
    this.#told = places;
    const columns = places.columns.map((stamps) => stamps.toStored());
    return { places: { root: places.root, columns }, share };
  }

  #answer(answer: StampAnswer): void {
    this.#looks.shift()?.resolve(answer);
    if (this.#looks.length === 0) this.#worker?.unref();
  }

  #lose(worker: Worker): void {
    if (worker !== this.#worker) return;
    this.#isLost = true;
    this.#forget();
  }

  #forget(): void {
    this.#worker = undefined;
    this.#told = undefined;
    for (const { places, resolve } of this.#looks.splice(0)) resolve(stampDifferences(places, this.#share));
  }
}

function isSame(one: StampedPlaces, other: StampedPlaces): boolean {
  const isSameColumn = (stamps: StampColumns, index: number): boolean => stamps === other.columns[index];
  return (
    one.root === other.root && one.columns.length === other.columns.length && one.columns.every(isSameColumn)
  );
}

function createCompiledWorker(): Worker {
  return new Worker(new URL("./stamp-worker.js", import.meta.url));
}
