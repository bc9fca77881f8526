import type { SideRecord } from "./index-side.js";

/**
 * Which of what came was something that went: of the same source elsewhere, or of the same name, kind and all but the same words.
 * Former ids by new ones; each is used once.
 */
export function pairRenamed(
  old: ReadonlyMap<string, SideRecord>,
  now: ReadonlyMap<string, SideRecord>,
  goneIds: readonly string[],
  newIds: readonly string[],
): Map<string, string> {
  const former = new Map<string, string>();
  const free = new Set(goneIds);
  const pairBy = (keyOf: (record: SideRecord) => string | null): void => {
    const gone = new Map<string, string[]>();
    for (const id of free) {
      const record = old.get(id);
      const key = record && keyOf(record);
      if (key) gone.set(key, [...(gone.get(key) ?? []), id]);
    }
    for (const id of newIds) {
      const record = now.get(id);
      const key = former.has(id) || record === undefined ? null : keyOf(record);
      const candidates = key === null ? [] : (gone.get(key) ?? []).filter((each) => free.has(each));
      // Of several that are alike nobody can tell.
      const [only] = candidates;
      if (only === undefined || candidates.length > 1) continue;
      former.set(id, only);
      free.delete(only);
    }
  };
  // Moved as it was.
  pairBy(({ metadata: { kind, source_hash: hash } }) => (isNamed(kind) && hash ? `${kind} ${hash}` : null));
  // Moved with an edit.
  pairBy(({ metadata: { kind, name, symbol } }) => (isNamed(kind) && name ? `${kind} ${symbol}` : null));
  // Renamed: only the name differs in what it says.
  pairBy(({ document, metadata: { kind, name, path } }) => {
    if (!isNamed(kind) || !document || !name) return null;
    return `${kind} ${document.replaceAll(name, "\0").replaceAll(path ?? "\0", "\u0001")}`;
  });
  return former;
}

function isNamed(kind: string | undefined): boolean {
  return kind !== undefined && kind !== "FOLDER";
}
