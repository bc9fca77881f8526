const least = -(2n ** 63n);
const most = 2n ** 63n - 1n;
/** An integer that a number may not hold, and what it is not: part of a longer number. */
const longInteger = /(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/u;
const textOrLongInteger = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/gsu;

/**
 * JSON text, `bigint`s as their digits: `JSON.stringify` refuses them. Without any it is `JSON.stringify` itself.
 *
 * @param indent - Spaces a level. Default: all on one line.
 */
export function encodeJson(value: unknown, indent?: number): string {
  try {
    return JSON.stringify(value, null, indent);
  } catch {
    // What else it refuses, a circle for example, it refuses again.
    const mark = markFor(
      JSON.stringify(value, (_key, each: unknown) => (typeof each === "bigint" ? 0 : each)),
    );
    const marked = JSON.stringify(
      value,
      (_key, each: unknown) => (typeof each === "bigint" ? `${mark}${each}` : each),
      indent,
    );
    return marked.replace(new RegExp(`"${mark}(-?\\d+)"`, "gu"), "$1");
  }
}

/**
 * Reads JSON; an integer that a number does not hold exactly comes as a `bigint` where 64 bits hold it, as in Chroma.
 * `JSON.parse` rounds it and says nothing. Without any it is `JSON.parse` itself.
 *
 * @throws SyntaxError
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
