const two63 = 2 ** 63;
const least = -(2n ** 63n);
const most = 2n ** 63n - 1n;

/**
 * A number as a Chroma server reads it from JSON, where JavaScript has one kind of number and Chroma two: what is whole and fits
 * into 64 bits is an integer, minus zero is zero, everything else is floating-point. Integers that no number holds are `bigint`s.
 *
 * @returns `undefined` for what neither kind holds: NaN, the infinities, a `bigint` of more than 64 bits.
 */
export function storedNumber(value: number | bigint): number | bigint | undefined {
  if (typeof value === "bigint") {
    if (value < least || value > most) return undefined;
    const short = Number(value);
    return Number.isSafeInteger(short) ? short : value;
  }
  if (!Number.isFinite(value)) return undefined;
  if (!Number.isInteger(value) || Math.abs(value) < 2 ** 53) return value + 0;
  return value >= -two63 && value < two63 ? BigInt(value) : value;
}

/** A list of numbers, all integers or all floating-point, as Chroma makes it of a mixed one; `undefined` as above, and when an integer would be rounded. */
export function storedNumbers(values: readonly (number | bigint)[]): (number | bigint)[] | undefined {
  const stored: (number | bigint)[] = [];
  let hasFraction = false;
  for (const value of values) {
    const each = storedNumber(value);
    if (each === undefined) return undefined;
    hasFraction ||= typeof each === "number" && !Number.isSafeInteger(each);
    stored.push(each);
  }
  if (!hasFraction) return stored;
  const isRounded = stored.some((each) => typeof each === "bigint" && BigInt(Number(each)) !== each);
  return isRounded ? undefined : stored.map(Number);
}
