import type { NativeView } from "@stemma/native";

/** The element types that typed arrays and Python buffers share, in the order of `native/src/core/element_kind.h`. */
const kinds = [
  Int8Array,
  Uint8Array,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
] as const;

/** Kinds that are named somewhere. */
export const elementKind = { uint8: 1, float16: 10 } as const;

const kindByName = new Map<string, number>([
  ...kinds.map((constructor, kind): [string, number] => [constructor.name, kind]),
  ["Uint8ClampedArray", elementKind.uint8],
  // Not in every runtime yet, and not from Python: there a Float32Array holds the same numbers.
  ["Float16Array", elementKind.float16],
]);

/** The kind of a typed array, also of one from another realm; `undefined` for types that Python has no buffer for. */
export function elementKindOf(view: ArrayBufferView): number | undefined {
  return kindByName.get((view as unknown as { [Symbol.toStringTag]: string })[Symbol.toStringTag]);
}

/** A typed array of this kind over the whole memory. */
export function viewOfKind(kind: number, memory: ArrayBuffer): NativeView {
  const constructor = kinds[kind];
  if (constructor === undefined) throw new Error(`unknown element kind ${kind} on the tape`);
  return new constructor(memory);
}
