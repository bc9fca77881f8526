import { GrowingNumbers } from "./growing-numbers.js";

/** Very many short texts outside the heap, which would need several times their size for them. */
export class TextPool {
  #bytes = Buffer.alloc(1 << 16);
  #size = 0;
  readonly #starts = new GrowingNumbers();

  /** Adds a text and gives its number: 0 for the first. */
  add(text: string): number {
    const needed = this.#size + 3 * text.length;
    if (needed > this.#bytes.length) {
      const larger = Buffer.alloc(Math.max(needed, 2 * this.#bytes.length));
      this.#bytes.copy(larger, 0, 0, this.#size);
      this.#bytes = larger;
    }
    this.#starts.push(this.#size);
    this.#size += this.#bytes.write(text, this.#size, "utf8");
    return this.#starts.length - 1;
  }

  text(number: number): string {
    const end = number + 1 < this.#starts.length ? this.#starts.at(number + 1) : this.#size;
    return this.#bytes.toString("utf8", this.#starts.at(number), end);
  }
}
