import type { Collection } from "chromadb";

const methods = ["add", "upsert", "update", "get", "query", "delete"] as const;
const lists = new Set(["ids", "documents", "metadatas", "uris", "queryTexts"]);
const vectorLists = new Set(["embeddings", "queryEmbeddings"]);

/**
 * A collection that takes one where npm `chromadb` 3 takes a list, as its version 1 did: LlamaIndex is written for that one, and asks
 * with a bare vector.
 */
export function takingOneOrMany(collection: Collection): Collection {
  for (const method of methods) {
    const original = (collection[method] as (args?: unknown) => Promise<unknown>).bind(collection);
    Object.defineProperty(collection, method, {
      value: (args?: object) => original(args && Object.fromEntries(Object.entries(args).map(inLists))),
    });
  }
  return collection;
}

function inLists([name, value]: readonly [string, unknown]): [string, unknown] {
  if (value === undefined || value === null) return [name, value];
  if (lists.has(name) && !Array.isArray(value)) return [name, [value]];
  const isOneVector = Array.isArray(value) && typeof value[0] === "number";
  return [name, vectorLists.has(name) && isOneVector ? [value] : value];
}
