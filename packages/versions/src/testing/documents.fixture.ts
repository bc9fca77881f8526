import type { ChromaService, Metadata } from "@stemma/chroma";

/** A document in a test: its text and metadata; the vector follows from the text. */
export type Texts = Readonly<Record<string, string | { text: string; metadata: Metadata }>>;

/** A vector that is different for different texts. */
export function vectorOf(text: string): number[] {
  let hash = 7;
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 10_007;
  return [hash / 10_007, text.length % 97, 1];
}

/** Writes documents into a collection, made when it is not there. */
export async function write(chroma: ChromaService, name: string, texts: Texts): Promise<void> {
  const collection = await chroma.getOrCreateCollection({ name });
  const entries = Object.entries(texts).map(([id, given]) =>
    typeof given === "string" ? { id, text: given, metadata: null } : { id, ...given },
  );
  await collection.upsert({
    ids: entries.map((each) => each.id),
    documents: entries.map((each) => each.text),
    embeddings: entries.map((each) => vectorOf(each.text)),
    metadatas: entries.map((each) => each.metadata),
  });
}

export async function remove(chroma: ChromaService, name: string, ids: readonly string[]): Promise<void> {
  await (await chroma.getCollection({ name })).delete({ ids });
}

/** Everything that Chroma holds, vectors included, in an order of its own. */
export async function readAll(chroma: ChromaService): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const collection of await chroma.listCollections()) {
    const { ids, documents, metadatas, embeddings, dimension } = await collection.get({
      include: ["documents", "metadatas", "embeddings"],
    });
    const records = ids.map((id, index) => ({
      id,
      document: documents[index],
      metadata: metadatas[index],
      vector: [...embeddings.subarray(index * dimension, (index + 1) * dimension)],
    }));
    records.sort((one, other) => (one.id < other.id ? -1 : 1));
    found[collection.name] = { metadata: collection.metadata, records };
  }
  return found;
}

/** Text by id of one collection. */
export async function readTexts(chroma: ChromaService, name: string): Promise<Record<string, string | null>> {
  const { ids, documents } = await (await chroma.getCollection({ name })).get();
  return Object.fromEntries(ids.map((id, index) => [id, documents[index] ?? null]));
}
