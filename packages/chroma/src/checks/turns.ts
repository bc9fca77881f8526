import { setImmediate as nextTurn } from "node:timers/promises";

/** How long the event loop is held at a time. */
const turnMs = 4;

/** Long work in the JavaScript thread, in turns: what else waits for the thread comes between them. */
export class Turns {
  #startedAtMs = performance.now();

  /** Whether others should have theirs now. */
  get isOver(): boolean {
    return performance.now() - this.#startedAtMs > turnMs;
  }

  async next(): Promise<void> {
    await nextTurn();
    this.#startedAtMs = performance.now();
  }
}
