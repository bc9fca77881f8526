/** A signature that begins a line, after one that ended without a semicolon. */
const SIGNATURE =
  /(?<=[\w\])}>"'`][ \t]*\r?\n(?:[ \t]*\r?\n)*[ \t]*)[ \t](?=<[\w\s,=.[\]{}<>|&"']*>?\s*(?:\(|$)|\([^()]*(?:\([^()]*\)[^()]*)*\)\s*:)/gm;

/**
 * TypeScript separates members of an interface also by lines: the grammar does not know that of call signatures, and loses
 * the rest of the file to them. A semicolon in place of a blank of the indentation says the same.
 */
export function repairSignatures(text: string): string | null {
  const repaired = text.replace(SIGNATURE, ";");
  return repaired === text ? null : repaired;
}
