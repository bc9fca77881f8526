/**
 * Texts as one parameter, a JSON array. Lone surrogates become U+FFFD, as in every other parameter: SQLite would make
 * bytes of their escapes that are no UTF-8.
 */
export function jsonList(texts: readonly string[]): string {
  const json = JSON.stringify(texts);
  // An escape of one, or a text that looks so.
  return json.includes("\\ud") ? JSON.stringify(texts.map((text) => text.toWellFormed())) : json;
}
