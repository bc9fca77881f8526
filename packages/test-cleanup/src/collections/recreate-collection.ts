import { hasErrorCode, type Logger, silentLogger } from "@stemma/core";
import type { CollectionStore } from "./collection-store.js";

/** A store in which `createCollection` makes a collection of type `C` from a request of type `R`. */
export interface CreatingStore<C, R extends { readonly name: string }> extends CollectionStore {
  createCollection(request: R): Promise<C>;
}

/**
 * Makes an empty collection whatever was there before: for a run that starts on another's leftovers. What it deletes is
 * logged.
 *
 * @param request - A name, or what the store's own `createCollection` takes.
 */
export async function recreateCollection<C, R extends { readonly name: string }>(
  store: CreatingStore<C, R>,
  request: R | string,
  { logger = silentLogger }: { readonly logger?: Logger } = {},
): Promise<C> {
  const creation = typeof request === "string" ? ({ name: request } as R) : request;
  try {
    return await store.createCollection(creation);
  } catch (error) {
    if (!existsAlready(error)) throw error;
    logger.info({ collection: creation.name }, "The collection is there already and is deleted first");
    await store.deleteCollection({ name: creation.name });
    return store.createCollection(creation);
  }
}

/** By the code of `@stemma/chroma`, or by the words of Chroma's own clients. */
function existsAlready(error: unknown): boolean {
  return hasErrorCode(error, "COLLECTION_EXISTS") || /already exists/iu.test(String(error));
}
