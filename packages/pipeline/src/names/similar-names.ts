/** Least share of common trigrams at which two names are taken for a typing slip of each other. */
const LEAST_SIMILARITY = 0.5;

/** Letters and digits in lower case: `backoffMs`, `backoff_ms` and `BACKOFF-MS` are one name. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

/**
 * How alike a name is to others, 0 to 1 (Dice's coefficient of their trigrams); 0 below what may be a typing slip. Each is taken apart once,
 * however many nodes are called so.
 */
export function similarityTo(wanted: string): (name: string) => number {
  const first = trigramsOf(wanted);
  const known = new Map<string, number>();
  const similarity = (name: string): number => {
    const second = trigramsOf(name);
    let common = 0;
    for (const trigram of first) if (second.has(trigram)) common++;
    const found = (2 * common) / (first.size + second.size);
    return found < LEAST_SIMILARITY ? 0 : found;
  };
  return (name) => {
    const found = known.get(name) ?? similarity(name);
    known.set(name, found);
    return found;
  };
}

/** Padded, so that the beginning counts more than the middle. */
function trigramsOf(name: string): Set<string> {
  const padded = `  ${plainName(name)} `;
  const found = new Set<string>();
  for (let at = 0; at + 3 <= padded.length; at++) found.add(padded.slice(at, at + 3));
  return found;
}
