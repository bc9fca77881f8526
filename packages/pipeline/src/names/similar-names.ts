/** Least share of common trigrams at which two names are taken for a typing slip of each other. */
const LEAST_SIMILARITY = 0.5;

/** Letters and digits in lower case: `backoffMs`, `backoff_ms` and `BACKOFF-MS` are one name. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

/** How alike two names are, 0 to 1 (Dice's coefficient of their trigrams); 0 below what may be a typing slip. */
export function nameSimilarity(one: string, other: string): number {
  const [first, second] = [trigramsOf(one), trigramsOf(other)];
  let common = 0;
  for (const trigram of first) if (second.has(trigram)) common++;
  const similarity = (2 * common) / (first.size + second.size);
  return similarity < LEAST_SIMILARITY ? 0 : similarity;
}

/** Padded, so that the beginning counts more than the middle. */
function trigramsOf(name: string): Set<string> {
  const padded = `  ${plainName(name)} `;
  const found = new Set<string>();
  for (let at = 0; at + 3 <= padded.length; at++) found.add(padded.slice(at, at + 3));
  return found;
}
