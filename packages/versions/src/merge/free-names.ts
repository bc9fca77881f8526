import type { CollectionRow } from "../model/collection-row.js";

/** Gives incoming collections whose name is taken the next free one; nothing is lost, and the caller is told. */
export function freeNames(
  existing: readonly CollectionRow[],
  incoming: readonly CollectionRow[],
): { renamed: { id: string; from: string; to: string }[]; rows: CollectionRow[] } {
  const taken = new Set(existing.map((row) => row.name));
  const renamed: { id: string; from: string; to: string }[] = [];
  const rows: CollectionRow[] = [];
  for (const row of incoming) {
    let name = row.name;
    for (let number = 2; taken.has(name); number++) name = `${row.name}-${number}`;
    taken.add(name);
    if (name === row.name) continue;
    renamed.push({ id: row.id, from: row.name, to: name });
    rows.push({ ...row, name });
  }
  return { renamed, rows };
}
