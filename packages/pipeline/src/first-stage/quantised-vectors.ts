const largest = 127;

/** A vector of numbers as one float, what the others are to be multiplied by, and as many bytes. */
export function quantised(vector: Float32Array): Uint8Array {
  const bytes = new Uint8Array(Float32Array.BYTES_PER_ELEMENT + vector.length);
  let most = 0;
  for (const value of vector) most = Math.max(most, Math.abs(value));
  const scale = most / largest;
  new DataView(bytes.buffer).setFloat32(0, scale, true);
  const numbers = new Int8Array(bytes.buffer, Float32Array.BYTES_PER_ELEMENT);
  if (scale > 0) numbers.set(vector.map((value) => Math.round(value / scale)));
  return bytes;
}

/** Many {@link quantised} vectors, for products with one that is not. */
export class QuantisedVectors {
  readonly #dimension: number;
  readonly #scales: Float32Array;
  readonly #numbers: Int8Array;

  /** Makes room for `count`, all 0. */
  constructor(count: number, dimension: number) {
    this.#dimension = dimension;
    this.#scales = new Float32Array(count);
    this.#numbers = new Int8Array(count * dimension);
  }

  set(position: number, bytes: Uint8Array): void {
    this.#scales[position] = new DataView(bytes.buffer, bytes.byteOffset).getFloat32(0, true);
    const numbers = new Int8Array(
      bytes.buffer,
      bytes.byteOffset + Float32Array.BYTES_PER_ELEMENT,
      this.#dimension,
    );
    this.#numbers.set(numbers, position * this.#dimension);
  }

  /** The product of each with `vector`: the cosine, of vectors of length 1. */
  products(vector: Float32Array): Float32Array {
    const dimension = this.#dimension;
    const numbers = this.#numbers;
    const scales = this.#scales;
    const products = new Float32Array(scales.length);
    for (let position = 0; position < products.length; position++) {
      const offset = position * dimension;
      products[position] = productAt(numbers, offset, vector, dimension) * (scales[position] ?? 0);
    }
    return products;
  }
}

/** The innermost loop of every search: four sums that do not wait for each other take six tenths of the time of one. */
function productAt(numbers: Int8Array, offset: number, vector: Float32Array, dimension: number): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  const whole = dimension - (dimension % 4);
  for (let i = 0; i < whole; i += 4) {
    first += (vector[i] ?? 0) * (numbers[offset + i] ?? 0);
    second += (vector[i + 1] ?? 0) * (numbers[offset + i + 1] ?? 0);
    third += (vector[i + 2] ?? 0) * (numbers[offset + i + 2] ?? 0);
    fourth += (vector[i + 3] ?? 0) * (numbers[offset + i + 3] ?? 0);
  }
  for (let i = whole; i < dimension; i++) first += (vector[i] ?? 0) * (numbers[offset + i] ?? 0);
  return first + second + third + fourth;
}
