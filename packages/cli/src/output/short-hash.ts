/** A commit's hash as people read it; long enough to be unique in a history of some ten thousand commits. */
export function shortHash(hash: string): string {
  return hash.slice(0, 8);
}
