import { formatMetadata, type MetadataFields, parseMetadata } from "../canonical/metadata-fields.js";
import type { Side } from "./conflict.js";

/** Three versions of one value; `undefined` where it is not there. */
export interface Versions<T> {
  readonly base: T;
  readonly ours: T;
  readonly theirs: T;
}

/** The side that holds the merged value, or `undefined` when both changed it differently. */
export function mergedSide<T>({ base, ours, theirs }: Versions<T>): Side | undefined {
  if (ours === theirs || theirs === base) return "ours";
  return ours === base ? "theirs" : undefined;
}

/**
 * Metadata merged key by key; what both changed differently is in `conflicts`, as `metadata.<key>`, and follows `choose`.
 * Keys of `derived` follow as one from the rest: they are taken from its side, and are never a conflict.
 */
export function mergeMetadata(
  versions: Versions<string | null>,
  choose: (field: string) => Side | undefined,
  derived: { readonly fields: readonly string[]; readonly side: Side } = { fields: [], side: "ours" },
): { metadata: string | null; conflicts: string[]; sides: ReadonlyMap<string, Side> } {
  const parsed = {
    base: parseMetadata(versions.base),
    ours: parseMetadata(versions.ours),
    theirs: parseMetadata(versions.theirs),
  };
  const merged = new Map<string, string>();
  const conflicts: string[] = [];
  const sides = new Map<string, Side>();
  for (const key of keysOf(parsed)) {
    const values = { base: parsed.base.get(key), ours: parsed.ours.get(key), theirs: parsed.theirs.get(key) };
    const field = `metadata.${key}`;
    const automatic = mergedSide(values) ?? (derived.fields.includes(key) ? derived.side : undefined);
    if (automatic === undefined) conflicts.push(field);
    const side = automatic ?? choose(field) ?? "ours";
    if (values[side] !== values.base) sides.set(key, side);
    const value = values[side];
    if (value !== undefined) merged.set(key, value);
  }
  return { metadata: formatMetadata(merged), conflicts, sides };
}

function keysOf({ base, ours, theirs }: Versions<MetadataFields>): Set<string> {
  return new Set([...base.keys(), ...ours.keys(), ...theirs.keys()]);
}
