/** A list of whole numbers that only grows; four bytes each. */
export class GrowingNumbers {
  #numbers = new Int32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(number: number): void {
    if (this.#length === this.#numbers.length) {
      const larger = new Int32Array(2 * this.#length);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.#length++] = number;
  }

  /** 0 where there is none. */
  at(index: number): number {
    return this.#numbers[index] ?? 0;
  }
}
