import { type Logger, silentLogger } from "@stemma/core";
import type { CollectionStore } from "./collection-store.js";

/** What {@link deleteCollections} leaves alone, and where it reports. */
export interface DeleteCollectionsOptions {
  /** Names of collections that stay. Default `["default"]`. */
  readonly keep?: readonly string[] | undefined;
  /** Told of each deletion. Default: silent. */
  readonly logger?: Logger | undefined;
}

/**
 * Deletes all collections of a store but those to keep, each logged. One that can't be deleted is a warning, and the
 * others are deleted all the same.
 *
 * @returns the names of the deleted collections.
 */
export async function deleteCollections(
  store: CollectionStore,
  { keep = ["default"], logger = silentLogger }: DeleteCollectionsOptions = {},
): Promise<string[]> {
  const deleted: string[] = [];
  const seen = new Set(keep);
  // Servers list a page at a time: look again until nothing new is left.
  for (;;) {
    const names = (await store.listCollections()).map(({ name }) => name).filter((name) => !seen.has(name));
    if (names.length === 0) break;
    for (const name of names) {
      seen.add(name);
      logger.info({ collection: name }, "Deleting the test's collection");
      try {
        await store.deleteCollection({ name });
        deleted.push(name);
      } catch (error) {
        logger.warn(
          { collection: name, reason: String(error) },
          "The test's collection could not be deleted",
        );
      }
    }
  }
  logger.info({ deleted: deleted.length }, "Collections of the test are deleted");
  return deleted;
}
