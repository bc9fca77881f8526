import type { Metadata } from "@stemma/pipeline/collections";
import type { CollectionRecord } from "../api/collections.js";
import { toldMetadata } from "./told-collection.js";

/** Characters of a document in a list, and of one that is shown alone. */
const EXCERPT = 600;
const WHOLE = 200_000;

/** What is known of a record beside its vector. */
export interface PlainRecord {
  readonly id: string;
  readonly document: string | null;
  readonly metadata: Metadata | null;
  readonly distance?: number | null | undefined;
}

/** A record as a page shows it, in a list or alone. */
export function toldRecord(
  { id, document, metadata, distance = null }: PlainRecord,
  { isAlone = false } = {},
): CollectionRecord {
  const most = isAlone ? WHOLE : EXCERPT;
  const isCut = document !== null && document.length > most;
  return {
    id,
    document: document?.slice(0, most) ?? null,
    isCut,
    metadata: toldMetadata(metadata),
    distance,
  };
}

/** Records side by side as one by one. */
export function recordsOf({
  ids,
  documents,
  metadatas,
  distances,
}: {
  readonly ids: readonly string[];
  readonly documents: readonly (string | null)[];
  readonly metadatas: readonly (Metadata | null)[];
  readonly distances?: readonly number[] | undefined;
}): PlainRecord[] {
  return ids.map((id, at) => ({
    id,
    document: documents[at] ?? null,
    metadata: metadatas[at] ?? null,
    distance: distances?.[at],
  }));
}
