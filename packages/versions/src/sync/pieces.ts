/** Records of one call into Chroma or the repository: its writes hold the interpreter's lock throughout. */
const RECORDS_PER_CALL = 100;

/** The items in pieces of at most `size`. */
export function* inPieces<T>(items: readonly T[], size = RECORDS_PER_CALL): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

/** The items by a key, in their order. */
export function groupBy<T>(items: Iterable<T>, key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
