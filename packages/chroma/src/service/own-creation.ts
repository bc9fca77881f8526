import { isDeepStrictEqual } from "node:util";
import type { CollectionDescription } from "./chroma-backend.js";
import type { CollectionCreation } from "./collection-creation.js";

/**
 * Whether a collection that was found is what a creation asked for: the same metadata, and each setting that was given. Only
 * then can it be the work of our own attempt whose end we did not see.
 */
export function isWhatWasAsked(found: CollectionDescription, creation: CollectionCreation): boolean {
  const asked = creation.configuration?.hnsw ?? {};
  const settings: Readonly<Record<string, unknown>> = { ...found.configuration.hnsw };
  return (
    isDeepStrictEqual({ ...found.metadata }, { ...creation.metadata }) &&
    Object.entries(asked).every(([key, value]) => settings[key] === undefined || settings[key] === value)
  );
}
