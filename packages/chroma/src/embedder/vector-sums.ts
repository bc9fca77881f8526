/** Vectors that are added up piece by piece and brought to length 1 at the end. */
export class VectorSums {
  readonly #data: Float32Array;
  readonly #dimension: number;

  constructor(count: number, dimension: number) {
    this.#data = new Float32Array(count * dimension);
    this.#dimension = dimension;
  }

  /** Adds the `from`-th vector of `vectors` to the `to`-th sum. */
  add(to: number, vectors: Float32Array, from: number): void {
    const target = to * this.#dimension;
    const source = from * this.#dimension;
    for (let index = 0; index < this.#dimension; index += 1) {
      this.#data[target + index] = (this.#data[target + index] ?? 0) + (vectors[source + index] ?? 0);
    }
  }

  /** Makes the `to`-th sum equal to the `from`-th. */
  copy(from: number, to: number): void {
    if (from === to) return;
    this.#data.copyWithin(to * this.#dimension, from * this.#dimension, (from + 1) * this.#dimension);
  }

  /** Each vector divided by its length; the sums themselves are gone. */
  normalised(): Float32Array {
    for (let start = 0; start < this.#data.length; start += this.#dimension) {
      const vector = this.#data.subarray(start, start + this.#dimension);
      const length = Math.hypot(...vector);
      if (length > 0)
        for (let index = 0; index < vector.length; index += 1) vector[index] = (vector[index] ?? 0) / length;
    }
    return this.#data;
  }
}
