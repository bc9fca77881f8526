import type { Clock } from "@stemma/core";

/** A clock that moves only when told to, and shows what it was asked to wait for. */
export class ManualClock implements Clock {
  readonly delays: number[] = [];
  readonly #timers = new Map<() => void, number>();
  #timeMs = 0;

  now(): number {
    return this.#timeMs;
  }

  monotonicMs(): number {
    return this.#timeMs;
  }

  schedule(delayMs: number, callback: () => void): () => void {
    this.delays.push(delayMs);
    this.#timers.set(callback, this.#timeMs + delayMs);
    return () => this.#timers.delete(callback);
  }

  /** Lets what is under way settle, then moves on and fires what is due. */
  async advance(ms: number): Promise<void> {
    await new Promise(setImmediate);
    this.#timeMs += ms;
    for (const [callback, atMs] of this.#timers) {
      if (atMs > this.#timeMs) continue;
      this.#timers.delete(callback);
      callback();
    }
    await new Promise(setImmediate);
  }
}
