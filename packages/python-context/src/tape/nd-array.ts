import type { NativeView } from "@stemma/native";

const brand = Symbol.for("stemma.nd-array");

/**
 * Elements with a shape: how arrays of two and more dimensions come from Python, and how to pass them. One-dimensional
 * arrays are plain typed arrays. The elements lie in C order (the last index runs fastest).
 *
 * @example
 * ```ts
 * const rows = new NdArray(new Float32Array([1, 2, 3, 4, 5, 6]), [2, 3]);
 * ```
 */
export class NdArray<T extends NativeView = NativeView> {
  readonly data: T;
  readonly shape: readonly number[];

  /** @throws {@link RangeError} when the product of `shape` is not the number of elements. */
  constructor(data: T, shape: readonly number[]) {
    const size = shape.reduce((product, length) => product * length, 1);
    if (shape.length === 0 || size !== data.length) {
      throw new RangeError(`shape [${shape.join(", ")}] does not fit ${data.length} elements`);
    }
    this.data = data;
    this.shape = shape;
    Object.defineProperty(this, brand, { value: true });
  }

  /** True for an array of any copy of this package. */
  static isInstance(value: object): value is NdArray {
    return brand in value;
  }
}
