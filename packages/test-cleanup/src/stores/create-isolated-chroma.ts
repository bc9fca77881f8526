import { join } from "node:path";
import type { CollectionStore } from "../collections/collection-store.js";
import { deleteCollections } from "../collections/delete-collections.js";
import {
  createIsolated,
  type Isolated,
  type IsolationOptions,
  type TestPlace,
} from "../isolation/isolated.js";
import { warningsOnStderr } from "../tear-down/warnings-on-stderr.js";

/** How a test's Chroma is made. */
export interface IsolatedChromaOptions<S extends CollectionStore> extends IsolationOptions {
  /** Opens the store in the test's own data directory; a server's address may be opened just as well. */
  readonly open: (dataDirectory: string, place: TestPlace) => Promise<S>;
  /** Collections that clean-up leaves alone. Default `["default"]`. */
  readonly keep?: readonly string[] | undefined;
}

/** A Chroma of one test. */
export interface IsolatedChroma<S extends CollectionStore> extends Isolated<S> {
  readonly chroma: S;
}

/**
 * Makes a Chroma that no other test shares, for any test runner; `close()` deletes its collections, closes it and removes
 * its directory.
 *
 * @example
 * ```ts
 * await using test = await createIsolatedChroma({ open: (directory) => openChroma(directory) });
 * await test.chroma.createCollection({ name: test.uniqueName("notes") });
 * ```
 */
export async function createIsolatedChroma<S extends CollectionStore>(
  options: IsolatedChromaOptions<S>,
): Promise<IsolatedChroma<S>> {
  const { open, keep, logger = warningsOnStderr } = options;
  const isolated = await createIsolated<S>(
    {
      prefix: "chroma-test",
      open: (place) => open(join(place.directory, "chroma-data"), place),
      deleteData: (store) => [
        { what: "delete collections", run: () => deleteCollections(store, { keep, logger }) },
      ],
      closeStore: (store) => [{ what: "close the store", run: async () => store.close?.() }],
    },
    { ...options, logger },
  );
  return { ...isolated, chroma: isolated.store };
}
