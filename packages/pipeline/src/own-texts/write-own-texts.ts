import type { CallOptions } from "@stemma/core";
import type { CodeNode, Documentation } from "@stemma/graph-store";
import { type IndexRecord, indexRecord } from "../index/index-record.js";
import { inWordsOf } from "../index/read-records.js";
import type { SearchEngine } from "../index/search-engine.js";

/** A text that stands in place of what is made of a node. */
export interface WrittenOwnText {
  readonly node: CodeNode;
  readonly made: Documentation;
  readonly text: string;
  /** What was made, and the hash of the source, when the person wrote. */
  readonly base: string;
  readonly source: string;
}

/** Puts texts of people in place of what is made, with their vectors; gives the records as a search has them. */
export async function writeOwnTexts(
  { collection, embedder }: Pick<SearchEngine, "collection" | "embedder">,
  texts: readonly WrittenOwnText[],
  options: CallOptions,
): Promise<IndexRecord[]> {
  if (texts.length === 0) return [];
  const records = texts.map(({ node, made, text }) =>
    indexRecord(node, inWordsOf(new Map([[node.id, text]]), made), false),
  );
  const embeddings = await embedder.embedFlat(
    records.map(({ text }) => text),
    options,
  );
  const ids = records.map(({ id }) => id);
  const documents = texts.map(({ text }) => text);
  const metadatas = texts.map(({ base, source }) => ({
    author: "person",
    edited_base: base,
    edited_source: source,
  }));
  await collection.update({ ids, embeddings, documents, metadatas }, options);
  return records;
}
