import { decodeJson, encodeJson } from "@stemma/core";
import type { CollectionHeader } from "./transfer-record.js";

/** What a file says of its collection, from JSON; `null` when that is something else. */
export function parseHeader(text: string): CollectionHeader | null {
  try {
    const { name, metadata, configuration } = decodeJson(text) as Partial<CollectionHeader>;
    if (typeof name !== "string") return null;
    return { name, metadata: metadata ?? null, configuration: { hnsw: configuration?.hnsw ?? null } };
  } catch {
    return null;
  }
}

/** The same from the first line of a file: `{ "collection": { "name", … } }`. */
export function parseHeaderLine(text: string): CollectionHeader | null {
  try {
    const { collection } = decodeJson(text) as { readonly collection?: unknown };
    return collection === undefined ? null : parseHeader(encodeJson(collection));
  } catch {
    return null;
  }
}
