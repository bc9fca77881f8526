import { randomHexId } from "@stemma/core";
import type { ChromaCollectionState } from "../chroma/chroma-contents.js";
import type { CollectionRow } from "../model/collection-row.js";
import type { SyncedCollection } from "../state/local-state.js";
import type { LocalCollection } from "./local-changes.js";

/**
 * Gives Chroma's collections their repository ids. One that Chroma knows by the same id is the same, whatever it is called
 * now. One of the name of a synced collection that Chroma no longer has was deleted and made again: still the same. A new
 * one gets its name as id, so that two people who make "notes" make the same collection, unless the id is taken.
 */
export function identifyCollections(
  chroma: readonly ChromaCollectionState[],
  synced: readonly SyncedCollection[],
): LocalCollection[] {
  const byChromaId = new Map(synced.map((each) => [each.chromaId, each]));
  const present = new Set(chroma.map((each) => each.chromaId));
  const remade = new Map(
    synced.filter((each) => !present.has(each.chromaId)).map((each) => [each.name, each]),
  );
  const taken = new Set(synced.map((each) => each.id));
  return chroma.map((collection) => {
    const known = byChromaId.get(collection.chromaId) ?? remade.get(collection.name);
    return { chroma: collection, row: rowOf(collection, known?.id ?? freeId(collection.name, taken), known) };
  });
}

function freeId(name: string, taken: Set<string>): string {
  const id = taken.has(name) ? `${name}~${randomHexId(4)}` : name;
  taken.add(id);
  return id;
}

function rowOf(
  collection: ChromaCollectionState,
  id: string,
  known: SyncedCollection | undefined,
): CollectionRow {
  const { name, metadata, configuration, embeddingModel } = collection;
  // Chroma knows the length of vectors only once it has had one.
  const dimension = collection.dimension ?? known?.dimension ?? null;
  return { id, name, metadata, configuration, embeddingModel, dimension };
}
