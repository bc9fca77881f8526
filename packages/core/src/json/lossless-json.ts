const least = -(2n ** 63n);
const most = 2n ** 63n - 1n;
/** An integer that a number may not hold, and what it is not: part of a longer number. */
const longInteger = /(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/u;
const textOrLongInteger = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/gsu;

/**
 * JSON text with all digits of its integers: `bigint`s, which `JSON.stringify` refuses, and numbers from 2^53 on, of which it prints
 * the first 17 digits and zeros. Without any it is `JSON.stringify` itself.
 *
 * @param indent - Spaces a level. Default: all on one line.
 */
export function encodeJson(value: unknown, indent?: number): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(value, null, indent);
  } catch {
    // A bigint; what else it refuses, a circle for example, it refuses again.
  }
  return text === undefined || longInteger.test(text) ? encodeJsonWith(value, allDigits, indent) : text;
}

/**
 * JSON text with some values written in a way of one's own.
 *
 * @param tokenOf - Digits, signs and exponent of a value; `undefined` for what is written as usual.
 */
export function encodeJsonWith(
  value: unknown,
  tokenOf: (value: unknown) => string | undefined,
  indent?: number,
): string {
  const plain = (_key: string, each: unknown): unknown => (tokenOf(each) === undefined ? each : 0);
  const mark = markFor(JSON.stringify(value, plain));
  const marked = (_key: string, each: unknown): unknown => {
    const token = tokenOf(each);
    return token === undefined ? each : `${mark}${token}`;
  };
  return JSON.stringify(value, marked, indent).replace(new RegExp(`"${mark}([^"]+)"`, "gu"), "$1");
}

/**
 * Reads JSON; an integer that a number does not hold exactly comes as a `bigint` where 64 bits hold it, as in Chroma.
 * `JSON.parse` rounds it and says nothing. Without any it is `JSON.parse` itself.
 *
 * @throws {@link SyntaxError}
 */
export function decodeJson(text: string): unknown {
  if (!longInteger.test(text)) return JSON.parse(text);
  const mark = markFor(text);
  const marked = text.replace(textOrLongInteger, (token) =>
    token.startsWith('"') || isHeldByNumber(token) ? token : `"${mark}${token}"`,
  );
  return JSON.parse(marked, (_key, each: unknown) =>
    typeof each === "string" && each.startsWith(mark) ? BigInt(each.slice(mark.length)) : each,
  );
}

function allDigits(value: unknown): string | undefined {
  if (typeof value === "bigint") return `${value}`;
  const isLong = typeof value === "number" && Number.isInteger(value) && Math.abs(value) >= 2 ** 53;
  return isLong && Math.abs(value) < 1e21 ? `${BigInt(value)}` : undefined;
}

/** Beyond 64 bits it is a floating-point number to Chroma, too. */
function isHeldByNumber(digits: string): boolean {
  const integer = BigInt(digits);
  return integer < least || integer > most || BigInt(Number(digits)) === integer;
}

/** A text that stands nowhere in another, and that JSON leaves as it is. */
function markFor(text: string): string {
  for (let number = 0; ; number += 1) {
    const mark = `integer#${number}:`;
    if (!text.includes(mark)) return mark;
  }
}
