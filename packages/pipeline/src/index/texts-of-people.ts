import type { ChromaCollection } from "@stemma/chroma";
import type { CallOptions } from "@stemma/core";
import { type IndexMetadata, writerOf } from "./index-record.js";

const PAGE = 1_000;

/** What a person wrote in place of what was made. */
export interface OwnText {
  readonly text: string;
  /** What was made when the person wrote, and the hash of the source of then; `undefined` where that is not known. */
  readonly base: string | undefined;
  readonly source: string | undefined;
}

/** The texts alone. */
export function plainTexts(texts: ReadonlyMap<string, OwnText>): Map<string, string> {
  return new Map(Array.from(texts, ([id, { text }]) => [id, text]));
}

/** What people wrote in place of what was made, by id: of the records with these ids, or of all. */
export async function ownTexts(
  collection: ChromaCollection,
  ids: readonly string[] | undefined,
  options: CallOptions,
): Promise<Map<string, OwnText>> {
  const texts = new Map<string, OwnText>();
  const pages = ids?.length ?? (await collection.count(options));
  for (let offset = 0; offset < pages; offset += PAGE) {
    const page = ids ? { ids: ids.slice(offset, offset + PAGE) } : { limit: PAGE, offset };
    const found = await collection.get({ ...page, include: ["documents", "metadatas"] }, options);
    found.ids.forEach((id, position) => {
      const document = found.documents[position];
      const metadata = (found.metadatas[position] ?? {}) as Partial<IndexMetadata>;
      if (document == null || writerOf(metadata, document) !== "person") return;
      texts.set(id, { text: document, base: metadata.edited_base, source: metadata.edited_source });
    });
  }
  return texts;
}

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
