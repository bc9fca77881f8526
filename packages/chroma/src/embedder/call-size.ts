const targetSeconds = 0.4;
const smallest = 1_000;
const largest = 64_000;

/**
 * How many characters to send in one call. Python runs one call at a time: long ones would keep queries waiting and make
 * time-outs meaningless, so the size follows the speed that was seen.
 */
export class CallSize {
  #characters = 8_000;

  get characters(): number {
    return this.#characters;
  }

  /** Learns from a call that took `seconds`. */
  record(seconds: number): void {
    const factor = Math.min(2, Math.max(0.25, targetSeconds / Math.max(seconds, 0.001)));
    this.#characters = Math.round(Math.min(largest, Math.max(smallest, this.#characters * factor)));
  }
}
