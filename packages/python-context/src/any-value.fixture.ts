import * as fc from "fast-check";
import { NdArray } from "./index.js";

/** Any text, also with lone surrogates. */
export const anyText = fc
  .string({ unit: "binary" })
  .map((text) => `${text}\ud800`.slice(0, text.length + (text.length % 2)));

/** What can be in a Python set or be a key. */
export const hashable = fc.oneof(anyText, fc.integer(), fc.boolean(), fc.constant(null));

const bytes = fc.uint8Array({ maxLength: 16 });
const typedArray = fc.oneof(
  bytes,
  fc.int8Array(),
  fc.int16Array(),
  fc.uint16Array(),
  fc.int32Array(),
  fc.uint32Array(),
  fc.float32Array(),
  fc.float64Array(),
  fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })).map((items) => BigInt64Array.from(items)),
  fc.array(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })).map((items) => BigUint64Array.from(items)),
);
const ndArray = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .map(([rows, columns]) => new NdArray(new Float32Array(rows * columns).fill(rows), [rows, columns]));

/** Any value that goes to Python and comes back as a value; nested. */
export const anyValue = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(null, undefined, true, false, Number.NaN, Number.POSITIVE_INFINITY, -0),
    fc.double(),
    fc.integer(),
    fc.maxSafeInteger(),
    fc.bigInt().filter((integer) => !Number.isSafeInteger(Number(integer))),
    anyText,
    typedArray,
    ndArray,
    fc.date({ min: new Date(-62_135_596_800_000), max: new Date(253_402_300_799_000), noInvalidDate: true }),
    fc.array(tie("value")),
    fc.dictionary(fc.oneof(anyText, fc.constant("__proto__")), tie("value")),
    fc.uniqueArray(fc.integer()).map((items) => new Set(items)),
    // An empty Map and one with text keys only come back as objects.
    fc
      .tuple(fc.integer(), tie("value"), fc.array(fc.tuple(fc.string(), tie("value"))))
      .map(([key, value, pairs]) => new Map<unknown, unknown>([...pairs, [key, value]])),
  ),
})).value;

/** The kind of a value, as the tape tells kinds apart. */
export function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "number") return kindOfNumber(value);
  if (typeof value === "string") return value.isWellFormed() ? "text" : "wide text";
  if (typeof value !== "object") return typeof value;
  if (Array.isArray(value)) return "array";
  if (ArrayBuffer.isView(value)) return "typed array";
  if (NdArray.isInstance(value)) return "nd-array";
  if (value instanceof Map) return "map";
  if (value instanceof Set) return "set";
  if (value instanceof Date) return "date";
  return "object";
}

function kindOfNumber(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (Object.is(value, -0)) return "-0";
  if (!Number.isSafeInteger(value)) return "double";
  return (value | 0) === value ? "integer" : "large integer";
}

/** The kinds of a value and of all values in it. */
export function kindsOf(value: unknown): string[] {
  const inner =
    value instanceof Map
      ? [...value].flat()
      : Array.isArray(value)
        ? value
        : kindOf(value) === "object"
          ? Object.values(value as object)
          : [];
  return [kindOf(value), ...inner.flatMap(kindsOf)];
}

/** What a value is after the way to Python and back: the documented changes, nothing else. */
export function normalized(value: unknown): unknown {
  if (value === undefined) return null;
  if (Array.isArray(value)) return value.map(normalized);
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, normalized(item)]));
  if (value instanceof Date) return isoText(value);
  if (kindOf(value) !== "object") return value;
  return Object.fromEntries(Object.entries(value as object).map(([key, item]) => [key, normalized(item)]));
}

/** As Python's `isoformat` writes it: microseconds, but only when there are any. */
function isoText(date: Date): string {
  const hasFraction = date.getUTCMilliseconds() !== 0;
  return date.toISOString().replace(/\.(\d+)Z$/, hasFraction ? ".$1000+00:00" : "+00:00");
}
