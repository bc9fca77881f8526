/**
 * SQLite's binding ends a text at a NUL: two ids that differ behind one would be the same. So NUL is stored as two characters, and
 * the one that begins these, too; every other text is stored as it is.
 */
const ESCAPE = "\u0001";

export function storedText(text: string): string {
  return SPECIAL.test(text)
    ? text.replaceAll(SPECIALS, (each) => (each === ESCAPE ? `${ESCAPE}1` : `${ESCAPE}0`))
    : text;
}

export function shownText(stored: string): string {
  if (!stored.includes(ESCAPE)) return stored;
  return stored.replaceAll(STORED, (each) => (each.endsWith("1") ? ESCAPE : "\0"));
}

/** The same of a column that may be empty. */
export function storedOptional(text: string | null): string | null {
  return text === null ? null : storedText(text);
}

const SPECIAL = /[\u0000\u0001]/;
const SPECIALS = /[\u0000\u0001]/g;
const STORED = /\u0001[01]/g;
