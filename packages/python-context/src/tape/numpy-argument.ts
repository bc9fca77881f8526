import type { NativeView } from "@stemma/native";
import { NdArray } from "./nd-array.js";

const brand = Symbol.for("stemma.numpy-argument");

/** An argument that arrives as a `numpy.ndarray`; made by {@link asNumpy}. */
export class NumpyArgument {
  readonly data: NativeView;
  /** `undefined`: one dimension. */
  readonly shape: readonly number[] | undefined;

  constructor(data: NativeView, shape: readonly number[] | undefined) {
    this.data = data;
    this.shape = shape;
    Object.defineProperty(this, brand, { value: true });
  }

  /** True for an argument of any copy of this package. */
  static isInstance(value: object): value is NumpyArgument {
    return brand in value;
  }
}

/**
 * Makes an array arrive in Python as a `numpy.ndarray` over the same memory, instead of a `memoryview`: for libraries
 * that take arrays only of numpy (OpenCV, faiss, pandas). The call imports numpy if nothing has yet, and fails with
 * `ModuleNotFoundError` where it is not installed.
 *
 * @example
 * ```ts
 * const call = { module: "numpy", name: "linalg.norm", args: [asNumpy(new Float64Array([3, 4]))] };
 * const length = await python.execute<number>(call);
 * ```
 */
export function asNumpy(array: NativeView | NdArray): NumpyArgument {
  return NdArray.isInstance(array)
    ? new NumpyArgument(array.data, array.shape)
    : new NumpyArgument(array, undefined);
}
