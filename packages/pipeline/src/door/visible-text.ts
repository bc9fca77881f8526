/**
 * What a reader can't see and a program obeys: control characters but for line feed and tab, line and paragraph separators, marks that
 * turn the direction of what follows, characters without width, and the tags in which a text can be hidden from people alone.
 */
const HIDDEN =
  /[\0-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

/** A text of the tree as an assistant may read it: what people would not see is written out. */
export function visible(text: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll(HIDDEN, (character) => {
    const hex = (character.codePointAt(0) ?? 0).toString(16);
    return hex.length <= 2 ? `\\x${hex.padStart(2, "0")}` : `\\u{${hex}}`;
  });
}

/** As {@link visible}, for every text of a value of plain data. */
export function visibleValue<T>(value: T): T;
export function visibleValue(value: unknown): unknown {
  if (typeof value === "string") return visible(value);
  if (Array.isArray(value)) return value.map((item) => visibleValue<unknown>(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, visibleValue<unknown>(item)]));
}
