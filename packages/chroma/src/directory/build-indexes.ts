import type { Deadline } from "@stemma/core";
import type { PythonLink } from "../embedded/call-python.js";
import { ChromaPythonService } from "../embedded/chroma-python-service.js";
import { ChromaClientPool } from "../embedded/client-pool.js";
import type { CollectionAddress } from "./damaged-collection.js";

/** Lets Chroma build the indexes of collections now; otherwise the first that asks for one would wait for it. */
export async function buildIndexes(
  directory: string,
  collections: readonly CollectionAddress[],
  link: PythonLink,
  deadline: Deadline,
  onCollection: (collection: CollectionAddress) => void,
): Promise<void> {
  const pool = new ChromaClientPool(link);
  for (const collection of collections) {
    onCollection(collection);
    const { id, tenant, database } = collection;
    const chroma = await ChromaPythonService.open(
      { location: directory, tenant, database },
      link,
      pool,
      deadline.rest(),
    );
    try {
      await (await chroma.getCollectionById({ id })).count(deadline.rest());
    } finally {
      await chroma.close();
    }
  }
}
