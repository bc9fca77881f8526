import type { Collection } from "chromadb";

const pageSize = 1_000;
const recordsPerDelete = 200;

/**
 * Deletes the records with lists in their metadata. Chroma 1.5.9 keeps the lists of a deleted collection, and they come up in
 * the next one's records (chroma-core/chroma#7594); deleting a record takes its lists along.
 */
export async function deleteListRecords(collection: Collection): Promise<void> {
  const ids = await idsWithLists(collection);
  for (let start = 0; start < ids.length; start += recordsPerDelete) {
    await collection.delete({ ids: ids.slice(start, start + recordsPerDelete) });
  }
}

async function idsWithLists(collection: Collection): Promise<string[]> {
  const ids: string[] = [];
  for (let offset = 0; ; offset += pageSize) {
    const page = await collection.get({ include: ["metadatas"], limit: pageSize, offset });
    ids.push(
      ...page.ids.filter((_id, position) =>
        Object.values(page.metadatas[position] ?? {}).some(Array.isArray),
      ),
    );
    if (page.ids.length < pageSize) return ids;
  }
}
