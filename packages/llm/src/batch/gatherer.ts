import type { Clock } from "@stemma/core";

/** Below what services take in one batch: 50,000 calls and 200 MB, 100,000 and 256 MB. */
const MOST_CALLS = 20_000;
const MOST_BYTES = 100_000_000;

/** How a {@link Gatherer} works. */
export interface GathererOptions<T> {
  /** So long nothing more must have come, in milliseconds. */
  readonly quietMs: number;
  readonly clock: Clock;
  readonly take: (items: readonly T[]) => void;
}

/** Gathers what comes one after the other, until nothing more comes or there is enough for one batch. */
export class Gatherer<T> {
  readonly #options: GathererOptions<T>;
  #items = new Set<T>();
  #bytes = 0;
  #cancel = (): void => undefined;

  constructor(options: GathererOptions<T>) {
    this.#options = options;
  }

  add(item: T, bytes: number): void {
    if (this.#items.size === MOST_CALLS || this.#bytes + bytes > MOST_BYTES) this.#give();
    this.#items.add(item);
    this.#bytes += bytes;
    this.#cancel();
    this.#cancel = this.#options.clock.schedule(this.#options.quietMs, () => this.#give());
  }

  /** Whether it had not been taken yet. */
  remove(item: T): boolean {
    const wasHere = this.#items.delete(item);
    if (this.#items.size === 0) this.#cancel();
    return wasHere;
  }

  close(): void {
    this.#cancel();
    this.#items.clear();
  }

  #give(): void {
    this.#cancel();
    const items = [...this.#items];
    this.#items = new Set();
    this.#bytes = 0;
    if (items.length > 0) this.#options.take(items);
  }
}
