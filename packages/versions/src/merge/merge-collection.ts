import type { CollectionRow } from "../model/collection-row.js";
import type { Resolution, Side } from "./conflict.js";
import { mergedSide, mergeMetadata, type Versions } from "./merge-fields.js";

/** Merges name and metadata of a collection that is on both sides; conflicts follow the resolution, if there is one. */
export function mergeCollection(
  { base, ours, theirs }: { base: CollectionRow | null; ours: CollectionRow; theirs: CollectionRow },
  resolution: Resolution | undefined,
): { row: CollectionRow; conflicts: string[] } {
  const choose = (field: string): Side | undefined => resolution?.fields?.[field] ?? resolution?.take;
  const versions: Versions<CollectionRow | null> = { base, ours, theirs };
  const name = mergedSide({ base: base?.name, ours: ours.name, theirs: theirs.name });
  const named = versions[name ?? choose("name") ?? "ours"] ?? ours;
  const { metadata, conflicts } = mergeMetadata(
    { base: base?.metadata ?? null, ours: ours.metadata, theirs: theirs.metadata },
    choose,
  );
  const row = {
    ...ours,
    name: named.name,
    metadata,
    embeddingModel: ours.embeddingModel ?? theirs.embeddingModel,
    dimension: ours.dimension ?? theirs.dimension,
  };
  return { row, conflicts: name === undefined ? ["name", ...conflicts] : conflicts };
}
