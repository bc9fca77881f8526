/** Letters in runs, digits in pairs, spaces in runs, everything else by itself. */
const PIECES = /[A-Za-z]+|\d{1,2}|[ \t]+|[^A-Za-z\d \t]/gu;
const LETTERS_A_TOKEN = 4;

/**
 * How many tokens a text is at most, near enough: no model's own counting, which each does differently, but above that of the usual ones for code,
 * prose and other scripts. Counts a text of 100 kB in some milliseconds.
 */
export function countTokens(text: string): number {
  let tokens = 0;
  for (const [piece] of text.matchAll(PIECES)) {
    const first = piece.charCodeAt(0);
    if (first > 0x7f) tokens += piece.length > 1 ? 3 : 1;
    else if (piece.length > LETTERS_A_TOKEN) tokens += Math.ceil(piece.length / LETTERS_A_TOKEN);
    // A single space belongs to the word behind it.
    else if (piece !== " ") tokens += 1;
  }
  return tokens;
}
