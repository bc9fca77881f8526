import { type Logger, silentLogger } from "@stemma/core";
import type { CollectionStore } from "./collection-store.js";

/** A store in which `createCollection` makes a collection of type `C`. */
export interface CreatingStore<C> extends CollectionStore {
  createCollection(request: { readonly name: string }): Promise<C>;
}

/**
 * Makes an empty collection whatever was there before: for a run that starts on another's leftovers. What it deletes is
 * logged.
 */
export async function recreateCollection<C>(
  store: CreatingStore<C>,
  name: string,
  { logger = silentLogger }: { readonly logger?: Logger } = {},
): Promise<C> {
  const existing = await store.listCollections();
  if (existing.some((collection) => collection.name === name)) {
    logger.info({ collection: name }, "The collection is there already and is deleted first");
    await store.deleteCollection({ name });
  }
  return store.createCollection({ name });
}
