const brand = Symbol.for("stemma.python-bytes");

/**
 * The same memory as a `Uint8Array` that arrives in Python as `bytes`, a copy, instead of a `memoryview`: for functions
 * that insist on `bytes` or compare, hash or concatenate what they get. What comes from Python as `bytes` is marked so
 * already, and goes back as `bytes`; its `subarray` and `slice` are not.
 *
 * @example
 * ```ts
 * const call = { module: "json", name: "loads", args: [asBytes(Buffer.from("[1, 2]"))] };
 * const list = await python.execute<number[]>(call);
 * ```
 */
export function asBytes(data: ArrayBufferView | ArrayBufferLike): Uint8Array {
  const bytes = ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
  return Object.defineProperty(bytes, brand, { value: true });
}

/** True for what `asBytes` of any copy of this package has marked. */
export function isBytes(view: ArrayBufferView): view is Uint8Array {
  return brand in view;
}
