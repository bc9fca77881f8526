import type { ChromaCollection } from "@stemma/chroma";
import type { CallOptions } from "@stemma/core";
import type { Repository } from "@stemma/versions";
import { type IndexMetadata, metadataOf } from "../index/index-record.js";

/** One record on one side of a comparison. */
export interface SideRecord {
  readonly document: string | null;
  readonly metadata: Partial<IndexMetadata>;
}

/** Reads records of the tree's collection as of a commit, or as they are in Chroma now. */
export type IndexSide = (
  ids: readonly string[],
  options: CallOptions,
) => Promise<ReadonlyMap<string, SideRecord>>;

/** As of a commit. */
export function committedSide(repository: Repository, commit: string, collection: string): IndexSide {
  return async (ids, options) => {
    const records = new Map<string, SideRecord>();
    const row = (await repository.readCollections(commit, options)).find((each) => each.name === collection);
    if (row === undefined || ids.length === 0) return records;
    for await (const rows of repository.readDocuments(commit, { collection: row.id, ids }, options)) {
      for (const each of rows) records.set(each.id, { document: each.document, metadata: metadataOf(each) });
    }
    return records;
  };
}

const PAGE = 1_000;

/** As Chroma has it now. */
export function presentSide(collection: ChromaCollection): IndexSide {
  return async (ids, options) => {
    const records = new Map<string, SideRecord>();
    for (let start = 0; start < ids.length; start += PAGE) {
      const wanted = { ids: ids.slice(start, start + PAGE), include: ["documents", "metadatas"] as const };
      const page = await collection.get({ ...wanted, include: [...wanted.include] }, options);
      page.ids.forEach((id, index) => {
        const metadata = (page.metadatas[index] ?? {}) as Partial<IndexMetadata>;
        records.set(id, { document: page.documents[index] ?? null, metadata });
      });
    }
    return records;
  };
}
