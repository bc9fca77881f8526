/** Where one can go from the palette, or what one can look at. */
export interface PaletteEntry {
  readonly group: "views" | "places" | "versions";
  readonly name: string;
  /** Beside the name; found by, too. */
  readonly detail: string;
  readonly address: string;
}

/** More of a group than these are no help to whoever chooses by keyboard. */
const MOST_OF_A_GROUP = 12;

/**
 * Entries that have every word that was typed, the best of each group first; without words all, in their own order. Places are what the server
 * found, by meaning, too: where none of them has the words, versions that have them come first.
 */
export function chosenEntries(entries: readonly PaletteEntry[], typed: string): PaletteEntry[] {
  const wanted = typed.toLowerCase().split(/\s+/u).filter(Boolean);
  const scored = entries.map((entry) => ({ entry, score: scoreOf(entry, wanted) }));
  const isPlace = ({ group }: PaletteEntry): boolean => group === "places";
  const areNamed = scored.some(({ entry, score }) => isPlace(entry) && score !== null);
  const groups = areNamed
    ? (["views", "places", "versions"] as const)
    : (["views", "versions", "places"] as const);
  return groups.flatMap((group) =>
    scored
      .filter(({ entry, score }) => entry.group === group && (score !== null || isPlace(entry)))
      // The server has ranked what it found.
      .sort((one, other) => (group === "places" ? 0 : (other.score ?? 0) - (one.score ?? 0)))
      .slice(0, MOST_OF_A_GROUP)
      .map(({ entry }) => entry),
  );
}

/** The groups of entries, in their order. */
export function groupsOf(entries: readonly PaletteEntry[]): PaletteEntry["group"][] {
  return [...new Set(entries.map(({ group }) => group))];
}

/** `null` where a word is nowhere. */
function scoreOf({ name, detail }: PaletteEntry, wanted: readonly string[]): number | null {
  const [title, beside] = [name.toLowerCase(), detail.toLowerCase()];
  let score = 0;
  for (const word of wanted) {
    if (title.startsWith(word)) score += 4;
    else if (title.includes(` ${word}`)) score += 3;
    else if (title.includes(word)) score += 2;
    else if (beside.includes(word)) score += 1;
    else return null;
  }
  return score;
}
