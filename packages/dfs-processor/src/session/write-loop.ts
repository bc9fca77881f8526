import type { Clock } from "@stemma/core";
import { type PromiseWithResolvers, withResolvers } from "./with-resolvers.js";

/** How long what was gathered waits for more, in milliseconds. */
const GATHER_MS = 25;

/** What a {@link WriteLoop} writes. */
export interface Gathered {
  hasWork(): boolean;
  /** Writes all that was gathered by now, in one transaction. */
  write(): Promise<void>;
  /** The store failed: what was gathered is not written. */
  drop(error: unknown): void;
}

/** Writes what others gather, one transaction after the other: soon, in the next turn, or as soon as the one under way is done. */
export class WriteLoop {
  readonly #clock: Clock;
  readonly #gathered: Gathered;
  #writing: Promise<void> | undefined;
  /** Wait for all that was gathered before. */
  #waiting: PromiseWithResolvers[] = [];
  #cancelTimer: (() => void) | undefined;
  #isDue = false;
  #hasFailed = false;

  constructor(clock: Clock, gathered: Gathered) {
    this.#clock = clock;
    this.#gathered = gathered;
  }

  /** Writes within {@link GATHER_MS}, with what is gathered by then. */
  soon(): void {
    if (this.#hasFailed) return;
    this.#cancelTimer ??= this.#clock.schedule(GATHER_MS, () => {
      this.#isDue = true;
      this.#write();
    });
  }

  /** Writes in the next turn, so that those who hurry together share a transaction. */
  next(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    if (this.#writing === undefined) setImmediate(() => this.#write());
  }

  /** Hurries; resolves when all that was gathered before is safely stored. */
  stored(): Promise<void> {
    const waiter = withResolvers();
    this.#waiting.push(waiter);
    this.next();
    return waiter.promise;
  }

  /** Resolves when nothing is left; a failure of the store is told to {@link Gathered.drop} only. */
  async flush(): Promise<void> {
    while (this.#writing !== undefined || this.#gathered.hasWork()) {
      this.#isDue = true;
      this.#write();
      await this.#writing;
    }
  }

  #write(): void {
    if (this.#writing !== undefined) return;
    this.#isDue = false;
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const waiting = this.#waiting;
    if (waiting.length === 0 && !this.#gathered.hasWork()) return;
    this.#waiting = [];
    this.#writing = this.#gathered.write().then(
      () => {
        this.#writing = undefined;
        for (const waiter of waiting) waiter.resolve();
        if (this.#isDue) this.#write();
      },
      (error: unknown) => {
        this.#writing = undefined;
        this.#hasFailed = true;
        this.#isDue = false;
        for (const waiter of [...waiting, ...this.#waiting]) waiter.reject(error);
        this.#waiting = [];
        this.#gathered.drop(error);
      },
    );
  }
}
