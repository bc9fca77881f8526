import type { ChromaCollection } from "@stemma/chroma";
import type { CallOptions } from "@stemma/core";
import { type IndexMetadata, writerOf } from "./index-record.js";

const PAGE = 1_000;

/** Of the records with these ids those whose text a person wrote, with the hash that their text had when it was written here. */
export async function textsOfPeople(
  collection: ChromaCollection,
  ids: readonly string[],
  options: CallOptions,
): Promise<Map<string, string>> {
  const people = new Map<string, string>();
  for (let start = 0; start < ids.length; start += PAGE) {
    const wanted = ids.slice(start, start + PAGE);
    const found = await collection.get({ ids: wanted, include: ["documents", "metadatas"] }, options);
    found.ids.forEach((id, position) => {
      const metadata = (found.metadatas[position] ?? {}) as Partial<IndexMetadata>;
      if (writerOf(metadata, found.documents[position]) === "person")
        people.set(id, metadata.text_hash ?? "");
    });
  }
  return people;
}
